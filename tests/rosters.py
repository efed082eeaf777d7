"""A district's roster of 132 units, with every trap of real names: one name on three kinds, names a mark apart."""

from __future__ import annotations

from htsd_cli.language.vietnamese import fold
from htsd_cli.roster import NameReader, Roster, RosterUnit
from tests.documents import FORM

NAMES = NameReader(FORM)

WARDS = (
    "Tân Thuận Đông", "Tân Thuận Tây", "Bình Thuận", "Tân Kiểng", "Tân Hưng", "Tân Quy", "Tân Phong", "Phú Thuận",
    "Tân Phú", "Phú Mỹ",
)  # fmt: skip
NURSERIES = (
    "19/5", "Hoa Hồng", "Khu Chế Xuất Tân Thuận", "Phú Mỹ", "Tân Phú", "Tân Hưng", "Tân Phong", "Tân Quy",
    "Bình Thuận", "Phú Thuận", "Sương Mai", "Hoa Sen", "Hướng Dương", "Hoa Lan", "Hoa Lài", "Măng Non", "Vành Khuyên",
    "Sơn Ca", "Họa Mi", "Tuổi Thơ 1", "Tuổi Thơ 2", "2/9", "Rạng Đông", "Bé Ngoan",
)  # fmt: skip
PRIMARIES = (
    "Phan Huy Thực", "Lê Quý Đôn", "Tân Quy", "Lương Thế Vinh", "Đinh Bộ Lĩnh", "Trần Quốc Toản", "Tân Thuận",
    "Phù Đổng", "Kim Đồng", "Nguyễn Thị Định", "Lê Văn Tám", "Lê Văn Tâm", "Nguyễn Văn Hưởng", "Lê Anh Xuân", "Phú Mỹ",
    "Đặng Thùy Trâm", "Võ Thị Sáu", "Phạm Hữu Lầu", "Tân Hưng", "Phú Thuận", "Nguyễn Trãi", "Nguyễn Trải",
)  # fmt: skip
SECONDARIES = (
    "Nguyễn Hiền", "Trần Quốc Tuấn", "Huỳnh Tấn Phát", "Nguyễn Hữu Thọ", "Nguyễn Thị Thập", "Hoàng Quốc Việt",
    "Phạm Hữu Lầu", "Võ Thị Sáu", "Nguyễn Trãi",
)  # fmt: skip
HIGH_SCHOOLS = ("Lê Thánh Tôn", "Ngô Quyền", "Tân Phong", "Nam Sài Gòn")
OFFICES = (
    "Phòng Nội vụ", "Phòng Tư pháp", "Phòng Tài chính - Kế hoạch", "Phòng Văn hóa và Thông tin", "Phòng Y tế",
    "Phòng Lao động - Thương binh và Xã hội", "Phòng Tài nguyên và Môi trường", "Phòng Quản lý đô thị",
    "Phòng Kinh tế", "Thanh tra Quận 7", "Công an Quận 7", "Ban Chỉ huy Quân sự Quận 7",
    "Văn phòng HĐND và UBND Quận 7",
)  # fmt: skip
BODIES = (
    "Ủy ban Mặt trận Tổ quốc Việt Nam Quận 7", "Quận đoàn 7", "Hội Liên hiệp Phụ nữ Quận 7", "Hội Khuyến học Quận 7",
    "Liên đoàn Lao động Quận 7", "Hội Cựu chiến binh Quận 7", "Hội Nông dân Quận 7", "Hội Chữ thập đỏ Quận 7",
    "Hội Người cao tuổi Quận 7", "Hội Cựu giáo chức Quận 7",
)  # fmt: skip
CENTRES = (
    "Trung tâm GDNN-GDTX Quận 7", "Trung tâm Văn hóa - Thể thao Quận 7", "Trung tâm Y tế Quận 7",
    "Nhà Thiếu nhi Quận 7", "Thư viện Quận 7", "Trung tâm Chính trị Quận 7",
)  # fmt: skip
OTHERS = (
    ("Trường TH, THCS và THPT Quốc tế Canada", "lien-cap"),
    ("Trường TH, THCS và THPT Đinh Thiện Lý", "lien-cap"),
    ("Trường TH, THCS và THPT Sao Việt", "lien-cap"),
    ("Trường TH, THCS và THPT Đức Trí", "lien-cap"),
    ("Trường THCS và THPT Hoa Sen", "lien-cap"),
    ("Trường Trung cấp Nam Sài Gòn", "trung-cap"),
    ("Trường Trung cấp Khôi Việt", "trung-cap"),
)


def _units() -> list[RosterUnit]:
    named = [(f"UBND phường {name}", "phuong") for name in WARDS]
    named += [(f"Trung tâm học tập cộng đồng phường {name}", "trung-tam") for name in WARDS]
    named += [(f"Hội Khuyến học phường {name}", "doan-the") for name in WARDS]
    named += [(f"Trường Mầm non {name}", "mn") for name in NURSERIES]
    named += [(f"Trường Tiểu học {name}", "tih") for name in PRIMARIES]
    named += [(f"Trường THCS {name}", "thcs") for name in SECONDARIES]
    named += [(f"Trường THPT {name}", "thpt") for name in HIGH_SCHOOLS]
    named += [(name, "phong-ban") for name in OFFICES] + [(name, "doan-the") for name in BODIES]
    named += [(name, "trung-tam") for name in CENTRES] + list(OTHERS)
    units: list[RosterUnit] = []
    for name, kind in named:
        bare = fold(name).replace("ui ban nhan dan", "ubnd").replace(" ", "-")
        taken = {unit.id for unit in units}
        id = bare if bare not in taken else f"{bare}-2"
        units.append(RosterUnit(id, name, kind, email=f"{id.replace('-', '')}.q7@hcm.edu.vn"))
    return units


UNITS = tuple(_units())
DISTRICT = Roster(UNITS, NAMES)
BY_NAME = {unit.name: unit for unit in UNITS}
