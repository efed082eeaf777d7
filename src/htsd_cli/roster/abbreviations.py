"""Abbreviations of units' names in use between offices, and what they stand for, folded.

These are language: what letters stand for between offices all over the country, whatever a form asks. None of them
tells a kind; which words tell one is the form's to say (`[[unit_kinds]]`), and they are written out by the same table
before the two are compared, so a form with other kinds finds its own words through it.
"""

from __future__ import annotations

# A phrase that stands for itself keeps a shorter one inside it from being taken: "công đoàn phường" has no Đoàn.
WRITTEN_OUT = {
    "uiban nhan dan": "ubnd", "ui ban nhan dan": "ubnd", "ub nhan dan": "ubnd", "hoi dong nhan dan": "hdnd",
    "tthtcd": "trung tam hoc tap cong dong", "tt htcd": "trung tam hoc tap cong dong", "htcd": "hoc tap cong dong",
    "gdnn": "giao duc nghe nghiep", "gdtx": "giao duc thuong xuien", "gddt": "giao duc dao tao",
    "gd dt": "giao duc dao tao", "pgddt": "phong giao duc dao tao", "pgd": "phong giao duc dao tao",
    "vhtt": "van hoa thong tin", "vh tt": "van hoa thong tin", "vhxh": "van hoa xa hoi", "vh xh": "van hoa xa hoi",
    "vhtttt": "van hoa the thao truien thong", "ldtbxh": "lao dong thuong binh xa hoi",
    "ld tbxh": "lao dong thuong binh xa hoi", "ld tb xh": "lao dong thuong binh xa hoi", "tckh": "tai chinh ke hoach",
    "tc kh": "tai chinh ke hoach", "tnmt": "tai nguien moi truong", "tn mt": "tai nguien moi truong",
    "qldt": "quan li do thi", "hkh": "hoi khuien hoc", "hoi kh": "hoi khuien hoc", "lhpn": "lien hiep phu nu",
    "hlhpn": "hoi lien hiep phu nu", "hpn": "hoi lien hiep phu nu", "hoi phu nu": "hoi lien hiep phu nu",
    "ccb": "hoi cuu chien binh", "hccb": "hoi cuu chien binh", "hoi ccb": "hoi cuu chien binh",
    "cuu chien binh": "hoi cuu chien binh", "hoi cuu chien binh": "hoi cuu chien binh", "ctd": "chu thap do",
    "hctd": "hoi chu thap do", "nct": "nguoi cao tuoi", "cgc": "cuu giao chuc", "hnd": "hoi nong dan",
    "ldld": "lien doan lao dong", "lien doan ld": "lien doan lao dong", "ub phuong": "ubnd phuong", "ub xa": "ubnd xa",
    "ubndp": "ubnd phuong", "ubndx": "ubnd xa", "ubnd x": "ubnd xa", "ubnd dk": "ubnd dac khu",
    "dac khu kinh te": "dac khu", "ubmttqvn": "mat tran to quoc", "ubmttq": "mat tran to quoc",
    "ubmt": "mat tran to quoc", "mttqvn": "mat tran to quoc", "mttq": "mat tran to quoc",
    "ui ban mttq": "mat tran to quoc", "ub mttq": "mat tran to quoc", "ui ban mat tran to quoc": "mat tran to quoc",
    "bch": "ban chi hui", "bchqs": "ban chi hui quan su", "kcx": "khu che xuat", "kcn": "khu cong nghiep",
    "tieu hoc": "th", "tih": "th", "trung hoc co so": "thcs", "trung hoc pho thong": "thpt", "mam non": "mn",
    "mau giao": "mn", "mg": "mn", "tphcm": "thanh pho ho chi minh", "tp hcm": "thanh pho ho chi minh",
    "tp ho chi minh": "thanh pho ho chi minh", "thanh pho hcm": "thanh pho ho chi minh", "quan doan": "doan thanh nien",
    "doan thanh nien cong san ho chi minh": "doan thanh nien", "doan tncs ho chi minh": "doan thanh nien",
    "doan tncs": "doan thanh nien", "doan tn": "doan thanh nien", "truong tieu hoc": "truong th", "tt": "trung tam",
    "tit": "tram i te", "dvc": "dich vu cong", "pvhcc": "phuc vu hanh chinh cong", "kp": "khu pho", "tdp": "to dan pho",
    "ptdtbt": "pho thong dan toc ban tru", "ptdtnt": "pho thong dan toc noi tru", "ththcs": "th thcs", "t h": "th",
    "dt noi tru": "dan toc noi tru", "cong doan": "cong doan", "lien doan": "lien doan",
    "doan phuong": "doan thanh nien phuong", "doan xa": "doan thanh nien xa", "doan p": "doan thanh nien phuong",
    "doan dac khu": "doan thanh nien dac khu", "dtn": "doan thanh nien", "bch doan": "doan thanh nien",
    "ban chap hanh doan": "doan thanh nien", "bch doan phuong": "doan thanh nien phuong",
    "ban chap hanh doan phuong": "doan thanh nien phuong", "bch doan xa": "doan thanh nien xa",
    "ban chap hanh doan xa": "doan thanh nien xa", "ban chap hanh doan thanh nien": "doan thanh nien",
    "bch doan thanh nien": "doan thanh nien", "doan tncs hcm": "doan thanh nien",
    "bch doan tncs hcm": "doan thanh nien", "ban chap hanh doan tncs ho chi minh": "doan thanh nien",
    "bch doan tncs ho chi minh": "doan thanh nien",
    "ban chap hanh doan thanh nien cong san ho chi minh": "doan thanh nien", "chqs": "chi hui quan su",
    "bch quan su": "ban chi hui quan su", "ban chqs": "ban chi hui quan su", "cap": "cong an phuong",
    "ca phuong": "cong an phuong", "ca xa": "cong an xa", "cax": "cong an xa", "vp": "van phong",
    "kt ht dt": "kinh te ha tang do thi", "kt ht va dt": "kinh te ha tang do thi", "kthtdt": "kinh te ha tang do thi",
    "kthtvdt": "kinh te ha tang do thi", "ttgdnn": "trung tam giao duc nghe nghiep",
    "ttgdtx": "trung tam giao duc thuong xuien", "cudv": "cung ung dich vu", "cudvc": "cung ung dich vu cong",
    "cu dvc": "cung ung dich vu cong", "cudv cong": "cung ung dich vu cong",
    "ttcudvc": "trung tam cung ung dich vu cong", "ttpvhcc": "trung tam phuc vu hanh chinh cong",
    "trung tam hanh chinh cong": "trung tam phuc vu hanh chinh cong",
    "tt hanh chinh cong": "trung tam phuc vu hanh chinh cong", "doc lap tu thuc": "doc lap", "dltt": "doc lap",
    "dl tt": "doc lap", "gdmn": "giao duc mn", "ntdl": "nhom tre doc lap", "ntdltt": "nhom tre doc lap",
    "nt dltt": "nhom tre doc lap", "nt dl": "nhom tre doc lap", "lmg": "lop mn", "lmgdl": "lop mn doc lap",
    "mgdl": "mn doc lap", "lmn": "lop mn", "bdh": "ban dieu hanh", "bnd ap": "ban nhan dan ap",
    "bnd thon": "ban nhan dan thon", "bnd khu pho": "ban nhan dan khu pho", "thn": "trung hoc nghe",
}  # fmt: skip
