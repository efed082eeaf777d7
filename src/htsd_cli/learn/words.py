"""The words by which official forms name columns, captions, totals and units, each folded: no marks, lower case."""

from __future__ import annotations

import re

from htsd_cli.language.vietnamese import fold


def pattern(text: str) -> re.Pattern[str]:
    """Return a pattern over folded text, in which `y` is `i`."""
    return re.compile(text.replace("y", "i"))


def _set(text: str) -> frozenset[str]:
    return frozenset(fold(item) for item in text.split(";") if item.strip())


NUMBER = _set(
    """
    stt; tt; so tt; so thu tu; s tt; thu tu; tt so; no
    """
)
CODE = _set(
    """
    ma so; ma; ma chi tieu; ma so chi tieu; ms; ma ct; ma hieu; ma dong; ma bieu; ma tieu chi; ma hoa
    """
)
SO_MANY = pattern(
    r"^(?:tong )?so (?!tien|lieu\b(?! (?:vac|thuoc|tiem))|du\b|thu\b|chi\b|von|no\b|quiet toan|thuc hien|giao)"
    r"(\w+(?: \w+)?)"
)
CODE_OF = pattern(  # codes where every cell holds one
    r"ma (?:so )?(?:nhom|doi tuong|loai|don vi|truong|dat|loai dat|noi dung|khoan|muc|tieu muc|nganh|nganh nghe|"
    r"dich vu|hang|dong|thong tin|quy dinh|linh vuc)(?: doi tuong| chi| thu| dat)?"
)
CODE_OF_ANY = pattern(r"ma (?:so )?.{2,30}")  # where each cell holds letters and figures
UNIT = _set(
    """
    don vi tinh; dvt; dv tinh; don vi do; d vi tinh; dv do; don vi tinh dvt; dvi tinh; dv t
    """
)
UNIT_TOO = _set(
    """
    don vi; dv
    """
)  # of measure where its cells say so, else of those who report
BUDGET = pattern(
    r"(?:ma )?(?:chuong|loai|khoan|loai khoan|muc|tieu muc|nguon|ndkt|nguon kinh phi|nguon nsnn)"
)
NOTE = _set(
    """
    ghi chu; chu thich; ghi chu neu co; giai trinh; giai thich; minh chung; ghi chu khac; dien giai
    them; ghi chu giai trinh; nguyen nhan ghi chu; ky nhan; ky ten; chu ky; nguoi nhan ky; ky xac nhan
    """
)
LABEL = _set(
    """
    chi tieu; ten chi tieu; noi dung; tieu chi; cac hoat dong; hoat dong; danh muc; hang muc; noi dung chi tieu; ten
    chi tieu bao cao; cac chi tieu; noi dung bao cao; noi dung hoat dong; ten hoat dong; chi tieu bao cao; loai
    hinh; dien giai; noi dung cong viec; ten tieu chi; noi dung thuc hien; ten san pham; loai; phan loai; noi dung
    thong ke; chi tieu thong ke; khoan muc; cac chi tieu chu yeu; chi tieu chu yeu; noi dung tieu chi; cap hoc; nhom
    chi tieu; ten noi dung; linh vuc; doi tuong; nganh hoc; ten; noi dung so lieu; loai cay; loai cay trong; vat
    nuoi; loai vat nuoi; do tuoi; nhom tuoi; trinh do; bac hoc; khoi lop; lop; khoi; chuc danh; mon hoc; noi dung
    chi; nguon von; nguon kinh phi; loai hinh hoat dong; muc; phan; nhom; cay trong; nhiem vu; cong viec; hinh thuc
    khen thuong; danh hieu; hinh thuc; ten nhiem vu; noi dung nhiem vu; co cau; cac khoan thu; khoan thu
    """
)
# Headings over the names of those whom the rows are: schools, neighbourhoods, persons.
OWNERS = pattern(
    r"(?:(?:ten )?(?:cac )?(?:don vi|truong|co so(?: giao duc| gd)?|khu pho|thon|ap|to dan pho|"
    r"khu dan cu|to|xa phuong|phuong xa|xa|phuong|"
    r"dac khu|huyen|quan huyen|dia ban|dia phuong|dia danh|lop|hoc sinh|can bo|giao vien|ca nhan|"
    r"tap the|chi bo|chi doan|chi hoi|co quan|"
    r"hop tac xa|doanh nghiep|nguoi hoc|hoc vien|ho gia dinh|chu ho|doan vien|hoi vien|dang vien|"
    r"trung tam|tram y te|khu vuc|diem truong)"
    r"(?: (?:dieu tra|bao cao|truc thuoc|thuc hien|khu pho|thon|truong|to dan pho|ap|xa|phuong|"
    r"hanh chinh|cong lap|hoc|gui|lap bieu|"
    r"giao duc|co so|dac khu|tap the|ca nhan|khu dan cu|ten|va ten))*"
    r"|ho va ten|ho ten|ho va ten .{0,30}|ho ten .{0,30}|ten don vi .{0,40}|xa phuong dac khu|"
    r"xa phuong thi tran)"
)
COUNTED_TOO = pattern(  # which are counted behind the names of something else
    r"hoc sinh|can bo|giao vien|nguoi hoc|hoc vien|dang vien|doan vien|hoi vien|tap the|ca nhan|lop|truong"
)
# Names of those who report, at the beginning of a row's label.
OWNER_NAME = pattern(
    r"(?:truong|thcs|thpt|mn|khu pho|kp|thon|ap|to dan pho|tdp|xa|phuong|dac khu|lang|buon|"
    r"so (?:giao duc|y te|noi vu|tai chinh)|phong (?:giao duc|"
    r"van hoa|y te|noi vu|kinh te)|ubnd|trung tam|tram y te|chi bo|chi doan|chi hoi|nhom tre|"
    r"lop mau giao|khu dan cu|xom|hop tac xa|htx) (?=[a-z0-9])"
)
TOTAL = pattern(
    r"(?:tong so|tong cong|cong|tong|toan (?:xa|phuong|dac khu|quan|huyen|tinh|thanh pho|truong|nganh|dang bo|chi bo|"
    r"khoi|cum|khu pho|thon|ap|to|hoi|doan|don vi|co quan|trung tam|vung|quoc|lop|cap)|tong chung|"
    r"cong chung|chung|ts|tong toan .{1,30}|(?:tong )?cong (?:do tuoi )?(?:tu )?\d+ (?:den )?\d+(?: tuoi)?)"
    r"(?: (?:cong|chung|muc|phan|nhom|tren dia ban(?: .{1,40})?|[a-z] ?[-+].*|[a-z]|[ivx]{1,4}(?: .*)?|i{1,3}.*))*"
)
MASTERS = frozenset(("ths", "th s", "thac si"))  # beside whom "TS" are doctors, and no total
WHOLE = pattern(r"(?:tong|ts|so|sl|toan|cong)\b")  # what a rate may be of
TOTAL_START = pattern(r"(?:tong so|tong cong|tong|cong|ts)\b")
DIVIDES = pattern(
    r"(?:chia ra|chia theo|phan theo|phan ra|phan to|bao gom|gom co|gom|cu the|phan chia|"
    r"trong do chia ra|chia)\b"
)
PARTITION = pattern(  # by what a heading parts the total beside it
    r"(?:chia |phan )?(?:theo .{2,40}|gioi tinh|gioi|do tuoi|nhom tuoi|tuoi|muc do|khoi lop|khoi|cap hoc|trinh do|"
    r"nam sinh)"
)
PARTED = pattern(r"(?:chia (?:ra|theo)|phan theo|phan ra|chia|so luong|so nguoi|trong do|theo)\b")
AMONG = pattern(r"(?:trong do|trong ts|trong tong so|trong so|tr do|t do|rieng)\b")
OF_TOTAL = pattern(r"trong (?:ts|tong so)\b")  # of the whole, not of the part it stands behind
PARTS_ONLY = pattern(  # groups that never make up the whole by themselves
    r"(?:(?:hoc sinh|so|tre em|hs|tre|nguoi|can bo|so luong|giao vien|gv|sv|dang vien|doan vien|luot|"
    r"luot nguoi|ty le|so nguoi|so tre|hs la) )*"
    r"(?:nu|la nu|nu gioi|dan toc|dan toc thieu so|dtts|nguoi dan toc|nguoi dan toc thieu so|"
    r"nu dan toc|nu dan toc thieu so|khuyet tat|"
    r"hoa nhap|khuyet tat hoc hoa nhap|dang vien|ton giao|ngheo|ho ngheo|can ngheo|bien che|tuyen moi|"
    r"hop dong|dat chuan|tren chuan|"
    r"luu ban|bo hoc|ban tru|2 buoi ngay|hai buoi ngay|chinh quy|mo coi|dan toc it nguoi|chuyen trach|"
    r"kiem nhiem|co ma so)\b.*"
)
COUNTED = re.compile(r"^(?:tong )?so (?!luong\b|luot\b)(\w+)")  # the first word of what is counted
GIVEN = pattern(
    r"\b(?:diem (?:toi da|chuan|quy dinh)|thang diem|trong so|dinh muc)\b"
)  # the form says it itself
COMPARED = pattern(
    r"^(?:so voi|so sanh|so cung)\b(?!.*\btang\b)"
)  # a difference or a rate: nobody says which
GROWTH = pattern(  # how one figure differs from another
    r"\btang (?:hay |hoac |va )?giam\b|\bchenh lech\b|\bthua (?:hay |hoac |va )?thieu\b|"
    r"\bthieu (?:hay |hoac |va )?thua\b|\b(?:toc do|ty le|muc|so) tang(?: truong)?\b|\btang truong\b|\bbien dong\b"
)
TRAITS = pattern(  # of these, each is told of persons, whatever stands before it
    r"(?:(?:hoc sinh|so|tre em|hs|tre|nguoi|can bo|so luong|giao vien|gv|sv|dang vien|doan vien|luot|luot nguoi|"
    r"so nguoi|so tre|hs la) )*"
    r"(?:nu|la nu|nu gioi|dan toc|dan toc thieu so|dtts|nguoi dan toc|nu dan toc|nu dan toc thieu so|khuyet tat|"
    r"dan toc it nguoi|nu dtts)"
)
MEAN = pattern(
    r"\b(?:binh quan|(?:diem|tuoi|thu nhap|luong|si so|muc|gia|nang suat|so) trung binh|"
    r"trung binh (?:mot|moi|tren|chung|hoc sinh|hs|ho|nguoi|lop|mon|ca|nam|thang|ngay|cong)|bq|"
    r"mat do|nang suat|tuoi tho|gia ban|don gia|muc luong|he so|ty suat|"
    r"ti suat|chi so|diem tb|thu nhap bq|(?<!theo )dinh muc|"
    r"diem (?:chuan|san|trung tuyen|tbc\w*|tbm\w*)|dtb\w*)\b"
)
HAVING = (
    pattern(  # of things counted by what they have or reach: “Số hộ có thu nhập bình quân dưới 3 triệu đồng”
        r"\b(?:co|dat|theo|duoi|tren|du|bang|tu)\b"
    )
)
RANKED = pattern(r"(?:xep hang|thu hang|xep thu|vi thu)(?: (?:trong|toan|nam|chung|tai|cap) .*)?")
MEAN_ALONE = pattern(r"trung binh|tb|tbc|trung binh chung")  # beside “Giỏi”, “Khá” a grade that counts
RATIO_ROWS = pattern(r"ty (?:so|le|suat|trong)\b|mat do\b")  # of two quantities, whatever their unit is
EXTENTS = pattern(r"(?:tong )?dien tich\b")  # measured, where no unit is written
GRADE = pattern(r"(?:loai |hoc sinh |hs |so |muc |xep loai )*(?:xuat sac|gioi|kha|tot|yeu|kem|dat|chua dat)")
RATE_HEAD = pattern(r"(?:ty le|ti le|ty trong|ti trong|phan tram)\b")
RATE = pattern(
    r"\b(?:ty le|ti le|ty trong|ti trong|phan tram|tl|so sanh|toc do|co cau|dat ke hoach|"
    r"muc do hoan thanh|ty so)\b"
)
TEXTS = pattern(
    r"(?:ho va ten|ho ten|ten .{0,40}|cap hoc.*|muc do(?: (?:dat|cong nhan|khuyet tat).*)?|cap do.*|"
    r"loai hinh.*|hang (?!(?:[ivx]{1,4}|\d|[abc])$).{1,30}|"
    r"ket qua (?:cu the|noi bat).*|(?:du kien )?nam (?:danh gia|du kien|ban hanh|ky|het).*|"
    r"du kien (?:nam|thoi gian|ngay).*|(?:tai lieu|ho so|van ban)(?: .*)? kiem chung|co quan (?:chu tri|phoi hop|"
    r"thuc hien|phu trach|ban hanh|cap|chu quan).*|don vi (?:tu van|thi cong|chu quan|quan ly|phu trach).*|"
    r"nam (?:cong nhan|thanh lap|dat|xay dung|vao|tuyen dung|bat dau|ket thuc|tot nghiep|su dung|san xuat|"
    r"mua|cap)\b.*|"
    r"dia chi.*|chuc vu.*|chuc danh.*|so dien thoai.*|dien thoai.*|"
    r"email.*|thu dien tu.*|ngay .*|ngay|"
    r"thoi gian.*|dia diem.*|noi dung.*|ly do.*|nguyen nhan.*|thanh tich.*|danh gia.*|xep loai.*|"
    r"ket qua xep loai.*|trinh do.*|chuyen mon.*|"
    r"que quan.*|noi sinh.*|noi o.*|noi cong tac.*|don vi cong tac.*|don vi|so quyet dinh.*|"
    r"quyet dinh.*|nam sinh.*|gioi tinh.*|dan toc|"
    r"ton giao|hinh thuc.*|bien phap.*|giai phap.*|kien nghi.*|de xuat.*|nhan xet.*|nguoi phu trach.*|"
    r"don vi thuc hien.*|don vi chu tri.*|"
    r"kho khan.*|vuong mac.*|danh hieu.*|so cccd.*|so cmnd.*|cccd.*|tinh trang.*|hien trang.*|"
    r"tien do.*|nguoi dung dau.*|co so phap ly.*|"
    r"can cu.*|duong dan.*|lien ket.*|san pham.*|mon hoc|lop|ghi ro.*|y kien.*|trang thai.*|"
    r"thoi diem.*|don vi phoi hop.*|(?:ho so|tai lieu|van ban) (?:kem theo|minh chung|chung minh|lien quan).*|"
    r"so (?:va )?ky hieu.*|so ngay thang nam.*|ma so (?:bhxh|bhyt|bao hiem.*|thue.*|dinh danh.*|the.*)|"
    r"(?:ma )?(?:chuong|loai khoan|khoan|tieu muc)|"
    r"dien giai.*|mo ta.*|e mail.*|website.*|trang web.*|zalo.*|facebook.*|"
    r"can bo dau moi.*|nguoi (?:lien he|dau moi).*|"
    r"nghe nghiep.*|doi tuong.*|ngay thang.*)"
)
# A unit or heading that asks for a word of two, for a mark or a date, and for no figure.
ANSWERED = pattern(
    r"(?:co|dat|dung|du|roi|hoan thanh|thuc hien|da .{2,20}) ?(?:hoac |hay )?(?:la )?(?:khong|chua)"
    r"(?: (?:co|dat|dung|du|hoan thanh|thuc hien|.{2,20}))?|(?:khong|chua) (?:hoac |hay )?co|"
    r"(?:ghi |dien |tra loi |chon )(?:ro )?(?:co|dat|dung|hoan thanh) .{0,9}(?:khong|chua)(?: .{2,20})?|"
    r"yes no|x|(?:danh|tich) (?:dau )?(?:x|v|vao .{1,20})|danh dau|tich chon|(?:ghi|dien) dau x|(?:ghi|dien) x|"
    r"(?:ghi |neu )?(?:ro )?(?:ho (?:va )?ten|ten)(?: .{2,20})?|"
    r"ngay thang(?: nam)?|dd mm yyyy"
)
GRADES = pattern(  # a unit that lists the words to choose from
    r"(?:(?:muc (?:do )?|loai |hang |cap (?:do )?)(?:\d|[a-d]|i{1,3})(?: |$)){2,}"
    r"(?:(?:khong|chua) (?:dat|xep loai|co))?|"
    r"(?:(?:xuat sac|tot|gioi|kha|trung binh|tb|chua dat|khong dat|dat|yeu|kem)(?: |$)){2,}|chu|ghi chu|text"
)
MARKED = pattern(r"\b(?:danh|tich) (?:dau )?x\b|\bdanh dau x\b|\bdau x\b")
# Rows that ask for words where no unit says that they count.
TOLD_ROWS = pattern(
    r"(?:so )?(?:dien thoai|dtdd|fax)(?: (?:lien he|co quan|di dong|cua .*))?|so dien thoai.*|e ?mail.*|thu dien tu.*|"
    r"website.*|dia chi(?: (?:lien he|co quan|tru so|don vi|truong|email|e mail|website|trang .*))?|"
    r"(?:ho va ten|ho ten|ten) (?:nguoi|can bo|lanh dao|hieu truong|thu truong|don vi|truong|co so)\b.*|"
    r"ngay (?:thanh lap|to chuc|khai mac|ban hanh|ky)\b.*|nam (?:thanh lap|xay dung|cong nhan)\b.*|ma so thue|"
    r"thoi gian (?:to chuc|thuc hien|bat dau|ket thuc|hoan thanh)\b.*|so quyet dinh (?:thanh lap|cong nhan)\b.*|"
    r"nguoi (?:phu trach|lien he|dau moi|lap bieu)|can bo (?:dau moi|phu trach)"
)
# Rows that do so where all is answered in one column.
TOLD_ALONE = pattern(
    r"(?:ho va ten|ho ten|ten)(?: .{2,60})?|hieu truong|chu (?:co so|ho)|(?:loai hinh|dia diem|hinh thuc|hang truong)"
    r"(?: (?!.*\bso\b).{2,40})?|nam (?:dat chuan|hoan thanh|dua vao su dung|bat dau)\b.*"
)
# What is counted of a person in a list of persons; every other column there holds words.
OF_PERSONS = pattern(
    r"\b(?:so (?!cccd|cmnd|quiet dinh|dien thoai|hieu|so|ho khau|the|dinh danh|tai khoan)|tong|tien|diem|kinh phi|"
    r"muc (?:ho tro|luong|dong|huong|thuong|chi)|luong|tuoi|ty le|gia (?!dinh)|thanh tien|don gia|he so|can nang|"
    r"chieu cao|bmi|so luong|dien tich|buoi|gio|tiet|ngay cong|trong do)\b"
)
TEXT_ROWS = pattern(
    r"(?:cac )?(?:noi dung khac|ket qua noi bat|noi bat|mo hinh hay|cach lam hay|mo hinh tieu bieu|van de khac|"
    r"tinh hinh khac|nguyen nhan|phuong huong|nhiem vu trong tam|danh gia|"
    r"kien nghi|de xuat|y kien|kho khan|vuong mac|thuan loi|nhan xet|"
    r"danh gia chung|noi dung khac|giai phap|"
    r"bai hoc kinh nghiem|hoat dong khac).*"
)
SIGNATURE = pattern(
    r"\b(?:nguoi lap|ky ten|ky ghi ro|ky va ghi ro|ky dong dau|thu truong don vi|noi nhan|cong hoa xa hoi|"
    r"doc lap tu do|nguoi bao cao|xac nhan cua|nguoi tong hop|lap bieu)\b|\bngay thang nam$"
)
# A whole cell that only names who signs; such a row has two or three of them.
SIGNER = pattern(
    r"(?:kt |tl |tm |tuq )?(?:pho )?(?:hieu truong|truong phong|chu tich|giam doc|ke toan|thu quy|truong ban|"
    r"thu truong|bi thu|ban giam hieu|chi huy truong|to truong|truong khu pho|truong thon|truong ap|tram truong|"
    r"nguoi ky|don vi|thuong truc)"
    r"(?: (?:truong|don vi|phu trach|ky ten|ubnd .*|ban chi dao))?"
)
FOOTNOTE = pattern(
    r"(?:ghi chu|luu y|chu thich|huong dan|ghi chu chung|\* ghi chu|note|don vi gui|nguon|giai thich|"
    r"cach ghi|quy uoc)\b"
)
AROUND_UNIT = re.compile(
    r"(?:đơn vị tính|đvt|đơn vị|đv tính)\s*[:：]\s*(?P<unit>[^;()\n]{1,40})", re.IGNORECASE
)

# Columns of money whatever their row counts.
MONEY_HEADS = pattern(
    r"(?:(?:tong )?(?:so tien|kinh phi|gia tri|tri gia)|tong tien|thanh tien|don gia|gia tien|"
    r"(?:so tien|kinh phi|gia tri) .{2,40})"
)
EACH = pattern(
    r"(?:don gia|gia tien|gia ban|gia ve|muc (?:dong|thu|phi|chi|ho tro|tro cap|huong|thuong|gia))\b.*"
)  # for one of them
AMOUNTS = pattern(r"(?:thanh tien|tong (?:so )?tien|tong cong|so tien)\b.*")  # for all of them
PLANNED = pattern(  # what the form itself may print
    r"\b(?:chi tieu|ke hoach|nhiem vu|muc tieu)\b.*\b(?:giao|nam|20\d\d)\b|^muc tieu$"
)
# Two columns of which one is ticked, and those that are beside the name of what is judged alone.
TICKED = frozenset(
    map(frozenset, (("co", "khong"), ("co", "chua co"), ("co", "khong co"), ("da co", "chua co"), ("roi", "chua"),
                    ("dung", "sai")))
)  # fmt: skip
TICKED_OF_CRITERIA = frozenset(
    map(frozenset, (("dat", "khong dat"), ("dat", "chua dat"), ("hoan thanh", "chua hoan thanh")))
)
CRITERIA = pattern(
    r"(?:ten |noi dung |cac )?(?:tieu chi|tieu chuan|yeu cau|noi dung (?:danh gia|kiem tra|tu danh gia))(?: .*)?"
)

PERCENT = _set(
    """
    ; phan tram; ty le; ti le; ty le phan tram
    """
)
MONEY = pattern(
    r"^(?:(?:nghin|ngan|trieu|ty|ti|1 000|1000|tram|1 000 000|1000000)? ?(?:dong|vnd|vn dong|d)|trd|"
    r"tr d|tr dong|trieu|ty dong|nghin d|trieu d|ngd|ty)$"
)
DECIMAL = _set(
    """
    ha; hecta; m; m2; m3; km; km2; kg; ta; tan; lit; gio; mau; sao; cong; tan tuoi; tan hoi; 1 000 tan; 1000 tan;
    nghin tan; trieu m3; kwh; kw; mw; cm; mm; g; gram; m 2; m 3; met; ki lo met; kilomet; met vuong; tan nhien lieu;
    tan kg; quy doi; km duong; m2 san; nghin ha; nghin m2; trieu kwh; tan con
    """
)
# What a quantity is held against in a yield or a density, behind the stroke of its unit.
PER = _set(
    """
    ha; km2; m2; nam; thang; ngay; vu; gio; 1000 dan; 1 000 dan; van dan; 10000 dan; 10 000 dan; 100 dan; 1000
    nguoi; 100 tre; nguoi nam; nguoi thang; ho nam; lan; kg; tan
    """
)
QUANTITIES = pattern(
    r"^(?:ta|tan|kg|lit|m2|m3|ha|dong|nghin dong|trieu dong|tr dong|ty dong|m|km|kwh|gio|trd|ngan dong)$"
)
PEOPLE = pattern(
    r"\b(?:nguoi|luot nguoi|luot|hoc sinh|hoc vien|giao vien|ca nhan|can bo|dang vien|nhan khau|em|"
    r"chau|tre|tre em|sinh vien|doan vien|"
    r"hoi vien|lao dong|hs|gv|vien chuc|cong chuc|nguoi hoc)\b"
)
# Units that may stand in brackets behind a name without every name having one.
USUAL_UNITS = _set(
    """
    ho; nguoi; nhan khau; tre em; vu; truong; lop; hoc sinh; giao vien; cuoc; luot; luot nguoi; buoi; dong; nghin
    dong; trieu dong; ty dong; ngan dong; ha; m2; km; km2; kg; tan; ta; con; cai; chiec; bo; quyen; cuon; cay; can
    ho; diem; co so; don vi; doanh nghiep; hop tac xa; thon; khu pho; to; nhom; phong; giuong; lan; van ban; ho so;
    tin; bai; tin bai; m3; lit; gio; ngay; thang; nam; tuoi; cau lac bo; mo hinh; cong trinh; doi tuong; nguoi dan;
    dang vien; doan vien; hoi vien; chau; em; tre; suat; giai; hoi nghi; lop hoc; cap; vu viec; don; nha; thiet bi;
    ca; mui; lieu; mau; khach; luot khach; san pham; to gap; bang ron; pa no; poster; tai lieu;
    may; dau sach; ban; to roi; sang kien; de tai; du an; phan tram; nguoi luot; met; m; tiet; phuong tien; xe; ho
    dan; ho gia dinh; lao dong; can bo; tap the; ca nhan; trung tam; luot ho
    """
)
AREAS = pattern(r"^(?:(?:so )?(?:xa|phuong|dac khu|thi tran|huyen|quan|thi xa|thanh pho|tinh)(?:[ ,/]+|$))+$")
NO_UNIT = pattern(
    r"^(?:neu co|ghi ro.*|khac|nam|nu|lan dau|cu|moi|du kien|uoc|tiep theo|tiep|sau day.*|gom.*|"
    r"bao gom.*|tinh den.*|co den.*|luy ke.*|"
    r"cong lap|tu thuc|ke ca.*|khong .*|theo .*|tu .*|den .*|cac cap|cap .*|chinh thuc|mau .*|bieu .*|"
    r"dong gop|trong ky|toan .*|rieng .*|"
    r"voi .*|cho .*|vi du.*|vd.*|ghi .*|neu .*|co .*)$"
)
