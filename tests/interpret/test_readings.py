"""What a text says, read as occurrences, persons or money: each number, or why none of it is one."""

from __future__ import annotations

from htsd_cli.interpret.figures import FigureReader, Reading
from tests.documents import FORM

READER = FigureReader(FORM.words)

# What is asked, the one of the own column first, x the scale of the table; below, what each text says (↵ a new line,
# ⇥ a tab), → the number it suggests.
CASES = """
count people
# A number with the words of its column is a figure.
    12 => count 12
    05 => count 5
    0 => count 0
    000 => count 0
    1.250 => count 1250
    1.250.000 => count 1250000
    12 lớp => count 12 [spoken]
    12lớp => count 12 [spoken]
    12 LỚP => count 12 [spoken]
    12 lop => count 12 [spoken]
    12 lớp. => count 12 [spoken]
    12; => count 12
      12   => count 12
     ↵ 12 ↵  => count 12
    12\u00a0lớp => count 12 [spoken]
    12\u200b => count 12
    \uff11\uff12 => count 12
    Số lớp: 3 => count 3 [spoken]
    Số lớp 3 => count 3 [spoken]
    Lớp: 3 => count 3 [spoken]
    tổng số 12 => count 12
    3 tin, bài => count 3 [spoken]
    12 quyển/tờ => count 12 [spoken]
    • 3 lớp => count 3 [spoken]
# A word for people makes a number people whatever the column.
    40 người => people 40 [spoken]
    1.250người => people 1250 [spoken]
    120 hs => people 120 [spoken]
    120HS => people 120 [spoken]
    HS: 120 => people 120 [spoken]
    12 lượt người => people 12 [spoken]
    30 cán bộ, công chức, viên chức => people 30 [spoken]
    25 em học sinh => people 25 [spoken]
    0 người => people 0 [spoken]
    40 ngừơi => people 40 [spoken]
    40 nguoi => people 40 [spoken]
# Two figures in one cell are both read.
    3/120 => count 3, people 120
    03/120 => count 3, people 120
    3 / 120 => count 3, people 120
    3 ↵ 120 => count 3, people 120 [stacked]
    3;120 => count 3, people 120 [stacked]
    3 (120) => count 3, people 120 [stacked]
    3 lớp/120 người => count 3, people 120 [spoken]
    3 lớp / 120 người => count 3, people 120 [spoken]
    3 lớp ↵ 120 người => count 3, people 120 [spoken]
    3 lớp, 120 người => count 3, people 120 [spoken]
    3 lớp; 120 người => count 3, people 120 [spoken]
    3 lớp (120 người) => count 3, people 120 [spoken]
    3 lớp 120 người => count 3, people 120 [spoken]
    3 lớp - 120 người => count 3, people 120 [spoken]
    3 lớp và 120 người => count 3, people 120 [spoken]
    120 người/3 lớp => people 120, count 3 [spoken]
    Số lớp: 3; số người: 120 => count 3, people 120 [spoken]
    + 3 lớp ↵ + 120 người => count 3, people 120 [spoken]
    - 3 lớp ↵ - 120 người => count 3, people 120 [spoken]
# A word for zero answers everything the cell is asked.
    Không => count 0, people 0 [everything]
    KHÔNG => count 0, people 0 [everything]
    ko => count 0, people 0 [everything]
    không có => count 0, people 0 [everything]
    Không tổ chức. => count 0, people 0 [everything]
    - => count 0, people 0 [everything]
    -- => count 0, people 0 [everything]
    không/không => count 0, people 0 [everything]
# A line of dots to fill in is blank.
     => nothing
        => nothing
    … => nothing
    ...... => nothing
    ___ => nothing
     ↵  ↵  => nothing
    \u00a0 => nothing
    . . . => nothing
# Anything else is a problem with the number that is likely.
    khoảng 200 => estimate → 200
    ~200 => estimate → 200
    > 50 => estimate → 50
    hơn 50 người => estimate → 50
    50+ => estimate → 50
    200-300 => range
    200 – 300 người => range
    45 GV + 300 HS => sum-in-words → 345
    GV: 45, HS: 300 => sum-in-words → 345
    45 GV và 300 HS => sum-in-words → 345
    12 + 3 => sum-in-words → 15
    100% => percentage
    1,5 => decimal
    1.25 => decimal
    O5 => letters-for-digits → 5
    1O0 => letters-for-digits → 100
    l2 => letters-for-digits → 12
    -5 => negative → 5
    12 50 => ambiguous-number
    1 2 => ambiguous-number
    1.2500 => ambiguous-number
    1.250,5 => ambiguous-number
    1111111111111111111 => ambiguous-number
    3/120/5 => too-many-numbers
    200 người (45 GV, 155 HS) => too-many-numbers
    12 (1) => too-many-numbers
    3 lớp x 40 người => not-a-number
    Toàn trường => not-a-number
    Có => not-a-number
    x => not-a-number
    =SUM(A1) => formula-typed
    = D5+D6 => formula-typed
    {=SUM(ABOVE)} => formula-typed
    9\u0335 14 => not-a-number → 14
    1\u03364\u0336 => not-a-number
    hai lớp => not-a-number → 2
    12 tháng => not-a-number → 12
    40 người/lớp => not-a-number → 40
    12 không => not-a-number → 12
    -/120 => not-a-number
    3½ => not-a-number → 3
    \u0663 => not-a-number
    1 nghìn người => not-a-number
    5 triệu => wrong-unit
    12 đồng => wrong-unit → 12
# A number that names a thing is no count.
    lớp 3 => not-a-number → 3
    Tổ 3 => not-a-number → 3
    đợt 2 => not-a-number → 2
    số 14 => not-a-number → 14
    lần 2 => not-a-number → 2
    quận 7 => not-a-number → 7
    trường 2 => not-a-number → 2
# Groups parted by a comma or a space are read and marked as loose.
    1,250 => count 1250 [loose]
    1 250 => count 1250 [loose]
    1\u00a0250 => count 1250 [loose]
    12 345 678 => count 12345678 [loose]
# Marks of calculators and marks without width say nothing.
    =14 => count 14
    '14 => count 14
    ’14 => count 14
    14.- => count 14
    14,- => count 14
    14 ./. => count 14
    14. => count 14
    \u202d14\u202c => count 14
    \ufeff14 => count 14
    14\u00ad => count 14
    14\u2069 => count 14
    \u200e14 => count 14
# A calculator’s tape suggests its total where the parts make it.
    12+3=15 => sum-in-words → 15
    12+3=16 => sum-in-words
    12 + 3 + 4 = 19 => sum-in-words → 19
    tổng 12+3=15 => sum-in-words → 15
# Other marks around a number are told.
    1\u00ad4 => not-a-number → 14
    14 - => not-a-number → 14
    14= => not-a-number → 14
    +14 => not-a-number → 14
    14/ => not-a-number → 14
    tổng cộng -5 => negative → 5
    tổng số 3 tổng số 120 => sum-in-words → 123
# Classes and people in letters are two figures.
    3L/120N => count 3, people 120 [spoken]
    3l / 120n => count 3, people 120 [spoken]
    3L, 120N => count 3, people 120 [spoken]
    3L/120Ng => count 3, people 120 [spoken]
    3c-120hs => count 3, people 120 [spoken]
    3 C ↵ 120 HS => count 3, people 120 [spoken]
# Whatever stands in a cell, each character of it is explained or it is a problem.
    012 => count 12
    0909123456 => not-a-number
    090912345 => not-a-number
    09091234 => count 9091234
    0009123456 => count 9123456
    09091234567 => not-a-number
    090912345678 => count 90912345678
    123456789012345 => count 123456789012345
    1234567890123456 => ambiguous-number
    2 lớp 1234567890123456 => sum-in-words
    _____ => nothing
    – => count 0, people 0 [everything]
    không => count 0, people 0 [everything]
    Không có. => count 0, people 0 [everything]
    ; - ; => count 0, people 0 [everything]
    không, 0 => not-a-number → 0
    không lớp nào => not-a-number
    không 5 => not-a-number → 5
    5 không => not-a-number → 5
    không; không => count 0, people 0 [everything]
    không lớp / không người => count 0, people 0 [everything]
    không - => not-a-number
    2O => letters-for-digits → 20
    I2 => letters-for-digits → 12
    |2 => letters-for-digits → 12
    1.O => letters-for-digits
    O => not-a-number
    2o lớp => not-a-number → 2
    2\ufffd => not-a-number
    =A1 => formula-typed
    @SUM(B2) => formula-typed
    {=D5+D6} => formula-typed
    =-(A1) => formula-typed
    = 12 => count 12
    '12 => count 12
    ’12 => count 12
    `12 => count 12
    =12 lớp => count 12 [spoken]
    1\u03364\u0336 15 => not-a-number → 15
    1\u0338 2 lớp => not-a-number → 2
    12\u202e => not-a-number
    5 (năm) => count 5
    5 (năm lớp) => count 5
    5 (năm người) => not-a-number → 5
    5 (sáu) => spellings-differ
    5 - năm => count 5
    5 – năm lớp => count 5
    5 bằng chữ: năm => count 5
    5 ↵ năm => count 5
    5 (viết bằng chữ: năm) => count 5
    5 (ghi bằng chữ năm ./.) => count 5
    5 (năm) . => count 5
    5 (năm lớp, người) => not-a-number → 5
    5 (năm phòng) => not-a-number → 5
    5 (năm lớp/cuộc) => count 5
    khoảng 5 (năm) => estimate → 5
    5 lớp 60 người (sáu mươi) => not-a-number
    12 (mười hai lớp) người => not-a-number → 12
    hai mươi mốt => not-a-number → 21
    hai mươi mốt lớp => not-a-number → 21
    hai mươi mốt phòng => not-a-number
    XIV => not-a-number → 14
    XIV lớp => not-a-number
    iv => not-a-number → 4
    abc => not-a-number
    3l,120n => count 3, people 120 [spoken]
    3 c - 93 hs => count 3, people 93 [spoken]
    3L ; 120HV => count 3, people 120 [spoken]
    3L–120SV. => count 3, people 120 [spoken]
    3L ↵ 120gv => count 3, people 120 [spoken]
    3L120N => not-a-number
    3.5L/120N => not-a-number
    3L/1.20N => not-a-number
    3 l/120 ng => count 3, people 120 [spoken]
    12% => percentage
    12 % => percentage
    100% = 5 => percentage
    ~5 => estimate → 5
    ≈ 5 lớp => estimate → 5
    >5 => estimate → 5
    ≥ 5 => estimate → 5
    ± 5 => estimate → 5
    khoảng 5 lớp => estimate → 5
    khoảng 5 lớp 60 người => estimate
    khoảng => not-a-number
    gần 5 => estimate → 5
    5+ => estimate → 5
    5 + => estimate → 5
    5 lớp + => estimate → 5
    5 lớp 60 người+ => estimate
    khoảng 5 + => estimate → 5
    khoảng 5-6 => estimate
    2+3=5 => sum-in-words → 5
    2 + 3 = 6 => sum-in-words
    2+3+4=9 => sum-in-words → 9
    2+3= => sum-in-words
    2=2 => not-a-number
    2-3=5 => not-a-number
    2+1,5=3 => sum-in-words
    1.000+2.000=3.000 => sum-in-words → 3000
    2 + 3 lớp = 5 => not-a-number
    5 abc => not-a-number → 5
    abc 5 => not-a-number → 5
    5 có => not-a-number → 5
    có 5 => not-a-number → 5
    có => not-a-number
    5 # 6 => not-a-number
    5 ? => not-a-number → 5
    5! => not-a-number → 5
    5 "lớp" => not-a-number → 5
    - : 5 => not-a-number
    -- 5 => not-a-number
    - ↵ 5 => not-a-number
    \u22125 => negative → 5
    –5 lớp => negative → 5
    — 5 lớp => count 5 [spoken]
    - 5 => negative → 5
    -5 lớp => negative → 5
    - 5 lớp => count 5 [spoken]
    - 5 lớp 60 người => count 5, people 60 [spoken]
    - lớp 5 => not-a-number → 5
    lớp 5 => not-a-number → 5
    Lớp: 5 => count 5 [spoken]
    lớp 5 lớp => not-a-number → 5
    5 lớp; lớp 6 => not-a-number
    5 lớp ↵ cuộc 6 => not-a-number
    người 5 => people 5 [spoken]
    Số lớp: 5 => count 5 [spoken]
    Số lớp 5 => count 5 [spoken]
    số người: 60 => people 60 [spoken]
    5 6 => ambiguous-number
    5    6 => ambiguous-number
    5⇥6 => count 5, people 6 [stacked]
    5⇥ 6 người => count 5, people 6 [spoken]
    1 234 => count 1234 [loose]
    1 234 567 => count 1234567 [loose]
    12 34 => ambiguous-number
    1.234 567 => ambiguous-number
    1.5 000 => ambiguous-number
    5   lớp => count 5 [spoken]
    5 lớp⇥60 người => count 5, people 60 [spoken]
    5 lớp   60 người => count 5, people 60 [spoken]
    5 lớp 60 => sum-in-words
    5 lớp, 60 người => count 5, people 60 [spoken]
    5 lớp - 60 người => count 5, people 60 [spoken]
    5 lớp/60 người => count 5, people 60 [spoken]
    60 người/5 lớp => people 60, count 5 [spoken]
    5 lớp (60 người) => count 5, people 60 [spoken]
    5 lớp (60 người => count 5, people 60 [spoken]
    5 lớp) 60 người => count 5, people 60 [spoken]
    (5 lớp) 60 người => count 5, people 60 [spoken]
    (5) => not-a-number → 5
    (5 lớp) => not-a-number → 5
    5 lớp. => count 5 [spoken]
    5 lớp, => count 5 [spoken]
    5 lớp; => count 5 [spoken]
    5 lớp: => not-a-number → 5
    5 lớp / => not-a-number → 5
    • 5 lớp => count 5 [spoken]
    * 5 => count 5
    *5 lớp => count 5 [spoken]
    : 5 => count 5
    : 5 lớp => count 5 [spoken]
    • 5 ↵ • 60 => too-many-numbers
    /5 => not-a-number → 5
    (5 => not-a-number → 5
    5) => count 5
    5). => count 5
    5. => count 5
    5, => count 5
    5; => count 5
    5/60 => count 5, people 60
    5/60 người => count 5, people 60 [spoken]
    5 lớp/60 => count 5, people 60 [spoken]
    5/lớp 60 => not-a-number
    5 người/60 => too-many-numbers
    5/60 lớp => too-many-numbers
    10/2024 => ambiguous-number
    10/2024 người => count 10, people 2024 [spoken]
    10/1899 => count 10, people 1899
    10/1900 => ambiguous-number
    9/2099 => ambiguous-number
    9/2100 => count 9, people 2100
    5 ↵ 60 => count 5, people 60 [stacked]
    5 ↵ 60 người => count 5, people 60 [spoken]
    5;60 => count 5, people 60 [stacked]
    5; 60 => count 5, people 60 [stacked]
    5:60 => sum-in-words → 65
    5/:60 => count 5, people 60
    5 (60) => count 5, people 60 [stacked]
    60 (5) => too-many-numbers
    5 (5) => count 5, people 5 [stacked]
    6 (5 người) => count 6, people 5 [spoken]
    60 (5 người) => count 60, people 5 [spoken]
    5-60 => range
    5 – 60 => range
    5 — 60 => range
    5 lớp – 60 => range
    5 – 6 lớp => range
    5 lớp – 6 lớp => range
    5 lớp – 60 người => count 5, people 60 [spoken]
    5-:60 => range
    5 & 6 => sum-in-words → 11
    5+6 => sum-in-words → 11
    5 + 6 + 7 => sum-in-words → 18
    5, 6 => sum-in-words → 11
    5, 6, 7 => sum-in-words → 18
    5,6 => decimal
    5.6 => decimal
    5,60 => decimal
    5,600 => count 5600 [loose]
    5.600 => count 5600
    5.6000 => ambiguous-number
    0,500 => ambiguous-number
    0.500 => ambiguous-number
    5,6,7 => ambiguous-number
    5.6.7 => ambiguous-number
    1.234.567 => count 1234567
    1,234,567 => count 1234567 [loose]
    1.234,567 => ambiguous-number
    1,234.5 => ambiguous-number
    1.234,5 => ambiguous-number
    01.234 => ambiguous-number
    1.23 => decimal
    1.2 => decimal
    1.2345 => ambiguous-number
    12345.678 => ambiguous-number
    1234.567 => ambiguous-number
    5,6 lớp => decimal
    5 lớp, 6 lớp => sum-in-words → 11
    5 lớp + 6 => sum-in-words
    5 + 6 lớp => sum-in-words
    5; 6 lớp => sum-in-words
    5 lớp & 6 lớp => sum-in-words → 11
    5 lớp và 6 lớp => sum-in-words → 11
    5 lớp ↵ 6 lớp => sum-in-words → 11
    5 lớp + 6 người => count 5, people 6 [spoken]
    5 lớp + 6 người + 7 => too-many-numbers
    5 lớp, 60 người, 3 lớp => too-many-numbers
    5/6/7 => too-many-numbers
    5/6/7 người => too-many-numbers
    5, 6/7 => too-many-numbers
    5,5 + 6 => sum-in-words
    5 lớp/ngày => not-a-number → 5
    5 bài/lớp => not-a-number → 5
    5 bài/lớp 60 người => not-a-number
    5 bài/ngày => not-a-number → 5
    5 quyển/lớp => not-a-number → 5
    2 bài/cuộc => count 2 [spoken]
    2 tin, bài => count 2 [spoken]
    2 tin - bài => count 2 [spoken]
    2 tin/bài => count 2 [spoken]
    2 tin bài => count 2 [spoken]
    2 quyển/tờ 30 người => not-a-number
    2 quyển, 3 tờ => sum-in-words → 5
    2 lớp, cuộc 3 => not-a-number
    2 lớp: cuộc => not-a-number → 2
    2 lớp người => not-a-number → 2
    2 người lớp => not-a-number → 2
    GV: 45; lớp: 3 => people 45, count 3 [spoken]
    lớp: 3, người: 60 => count 3, people 60 [spoken]
    lớp: 3 người: 60 => not-a-number
    lớp người: 3 => not-a-number → 3
    lớp, người: 3 => not-a-number → 3
    3: lớp => not-a-number → 3
    3 : người => not-a-number → 3
    3 lớp học => count 3 [spoken]
    3 cuộc thi => count 3 [spoken]
    3 hội thi => count 3 [spoken]
    3 học sinh => people 3 [spoken]
    3 HS => people 3 [spoken]
    3 hs 5 gv => sum-in-words → 8
    3 em => people 3 [spoken]
    3 ngừơi => people 3 [spoken]
    3 nguoi => people 3 [spoken]
    3 NGƯỜI => people 3 [spoken]
    3 bạn => people 3 [spoken]
    3 bản => count 3 [spoken]
    3 đ => wrong-unit → 3
    3 đồng => wrong-unit → 3
    3 ₫ => wrong-unit → 3
    3 triệu => wrong-unit
    3 tr.đ => wrong-unit
    3 lớp 5 triệu => too-many-numbers
    5 triệu 3 lớp => too-many-numbers
    12¹ => count 12
    12²³ => count 12
    12 * => not-a-number → 12
    12*lớp => not-a-number → 12
    12 lớp¹ => not-a-number → 12
    12-. => not-a-number → 12
    14./. => count 14
    14 lớp ./. => not-a-number → 14
    5.000.000,- => count 5000000
    năm 2024: 12 => not-a-number
    12 (2024) => ambiguous-number
    12 lớp (năm 2024) => not-a-number
    Tổng cộng: 12 => count 12
    tổng số 12 lớp => count 12 [spoken]
    12 lớp, trong đó 5 nữ => not-a-number
    trong đó 12 => not-a-number → 12
    12 lớp x 30 => not-a-number
    12 x 30 => not-a-number
    12 × 30 => not-a-number
    12*30 => too-many-numbers
    12:30 => sum-in-words → 42
    12h30 => not-a-number
    12 giờ => not-a-number → 12
    12/10/2024 => too-many-numbers
    1/2 => count 1, people 2
    ½ => not-a-number
    Ⅻ => not-a-number
    \u0661\u0662 => not-a-number
    12 lớp/60 người => count 12, people 60 [spoken]
# A word with its marks is never taken for one that only looks like it, a year for no number of people.
    60 bạn => people 60 [spoken]
    3 ban => not-a-number → 3
    tam 12 => not-a-number → 12
    tấm 12 => not-a-number → 12
    tầm 12 => estimate → 12
    12 lớp (2024) => ambiguous-number
    12 ↵ 2024 => count 12, people 2024 [stacked]
    14 nghìn => ambiguous-number → 14000
    14k => ambiguous-number → 14000
    12, 000 => ambiguous-number → 12000
    1, 250 => sum-in-words
    5. 000. 000 => ambiguous-number → 5000000
    5 .000 => ambiguous-number → 5000
people count
# A word for people makes a number people whatever the column.
    40 người => people 40 [spoken]
    1.250người => people 1250 [spoken]
    120 hs => people 120 [spoken]
    120HS => people 120 [spoken]
    HS: 120 => people 120 [spoken]
    12 lượt người => people 12 [spoken]
    30 cán bộ, công chức, viên chức => people 30 [spoken]
    25 em học sinh => people 25 [spoken]
    0 người => people 0 [spoken]
    40 ngừơi => people 40 [spoken]
    40 nguoi => people 40 [spoken]
# Two figures in one cell are both read.
    3/120 => count 3, people 120
    03/120 => count 3, people 120
    3 / 120 => count 3, people 120
    3 ↵ 120 => count 3, people 120 [stacked]
    3;120 => count 3, people 120 [stacked]
    3 (120) => count 3, people 120 [stacked]
    3 lớp/120 người => count 3, people 120 [spoken]
    3 lớp / 120 người => count 3, people 120 [spoken]
    3 lớp ↵ 120 người => count 3, people 120 [spoken]
    3 lớp, 120 người => count 3, people 120 [spoken]
    3 lớp; 120 người => count 3, people 120 [spoken]
    3 lớp (120 người) => count 3, people 120 [spoken]
    3 lớp 120 người => count 3, people 120 [spoken]
    3 lớp - 120 người => count 3, people 120 [spoken]
    3 lớp và 120 người => count 3, people 120 [spoken]
    120 người/3 lớp => people 120, count 3 [spoken]
    Số lớp: 3; số người: 120 => count 3, people 120 [spoken]
    + 3 lớp ↵ + 120 người => count 3, people 120 [spoken]
    - 3 lớp ↵ - 120 người => count 3, people 120 [spoken]
# Whatever stands in a cell, each character of it is explained or it is a problem.
    12 => people 12
    60 người => people 60 [spoken]
    5 lớp => count 5 [spoken]
    5 lớp 60 người => count 5, people 60 [spoken]
    5/60 => count 5, people 60
    5 (60) => count 5, people 60 [stacked]
    5 ↵ 60 => count 5, people 60 [stacked]
    khoảng 60 người => estimate → 60
    60 đ => wrong-unit → 60
# A word with its marks is never taken for one that only looks like it, a year for no number of people.
    60 bạn => people 60 [spoken]
amount
# A word for zero answers everything the cell is asked.
    Không => amount 0 [everything]
    KHÔNG => amount 0 [everything]
    ko => amount 0 [everything]
    không có => amount 0 [everything]
    Không tổ chức. => amount 0 [everything]
    - => amount 0 [everything]
    -- => amount 0 [everything]
    không/không => amount 0 [everything]
# Money is read in dong.
    5.000.000đ => amount 5000000 [spoken]
    5.000.000 đồng => amount 5000000 [spoken]
    5.000.000 VNĐ => amount 5000000 [spoken]
    5.000.000₫ => amount 5000000 [spoken]
    5000000 => amount 5000000
    5,000,000 => amount 5000000 [spoken]
    5 000 000 đ => amount 5000000 [spoken]
    12,5 triệu => amount 12500000 [spoken]
    12.5 triệu đồng => amount 12500000 [spoken]
    12tr => amount 12000000 [spoken]
    1tr5 => amount 1500000 [spoken]
    1tr50 => amount 1500000 [spoken]
    1tr500 => amount 1500000 [spoken]
    1tr500k => amount 1500000 [spoken]
    500 nghìn => amount 500000 [spoken]
    500 ngàn đồng => amount 500000 [spoken]
    500k => amount 500000 [spoken]
    12.500 nghìn đồng => amount 12500000 [spoken]
    12 triệu 500 nghìn => amount 12500000 [spoken]
    1,2 tỷ => amount 1200000000 [spoken]
    1 tỷ 250 triệu => amount 1250000000 [spoken]
    0,125 tỉ => amount 125000000 [spoken]
    1500 tỷ => amount 1500000000000 [spoken]
    0 đồng => amount 0 [spoken]
# Money that can be read two ways is a problem.
    12,5 => scale-unclear
    12,500 nghìn đồng => scale-unclear → 12500000
    5.000.000 đ 6.000.000 đ => too-many-numbers
    1.250 triệu => scale-unclear → 1250000000
    1 triệu 5 => scale-unclear → 1500000
    1 triệu 1500 nghìn => ambiguous-number
    500 nghìn 2 triệu => ambiguous-number
    5.000.00 => ambiguous-number
    khoảng 5 triệu => estimate → 5000000
    5 triệu + 3 triệu => sum-in-words → 8000000
    5 triệu + 1.000 => sum-in-words → 5001000
    5 triệu + 999 => sum-in-words
    2/3 triệu => sum-in-words
    3, 5 triệu => sum-in-words
    3 triệu + 5.00 => sum-in-words
    2.000.000 ↵ 3.000.000 => sum-in-words → 5000000
    5-6 triệu => range
    2 triệu rưỡi => amount 2500000 [spoken]
    3,5 triệu rưỡi => not-a-number
    5.000.000 đồng (bằng chữ: ……) => amount 5000000 [spoken]
    5 triệu (quỹ) => not-a-number
    10 người => wrong-unit → 10
    -5.000.000 => negative → 5000000
# An amount said twice is one amount.
    5.000.000đ (5 triệu) => amount 5000000 [spoken]
    5 triệu (5.000.000 đồng) => amount 5000000 [spoken]
    5.000.000 đồng (Năm triệu đồng) => amount 5000000 [spoken]
    5.000.000 đồng (Năm triệu đồng chẵn). => amount 5000000 [spoken]
    5.000.000 (bằng chữ: năm triệu đồng) => amount 5000000 [spoken]
    5.000.000đ ↵ Bằng chữ: Năm triệu đồng => amount 5000000 [spoken]
    5 triệu (năm triệu đồng) => amount 5000000 [spoken]
    5.000.000 đ (Bằng chữ: Năm triệu đồng./.) => amount 5000000 [spoken]
    5.000.000 đồng - Năm triệu đồng => amount 5000000 [spoken]
# Two spellings of two amounts are an error without a suggestion.
    5.000.000đ (6 triệu) => spellings-differ
    5.000.000 đồng (Năm trăm nghìn đồng) => spellings-differ
    5.000.000đ (500.000đ) => spellings-differ
    5.000 đ 6.000 đ (11.000 đ) => too-many-numbers
    11.000 đ (5.000 đ 6.000 đ) => too-many-numbers
    5.000 đ 6.000 đ + 3.000 đ => sum-in-words
# A number in words alone is suggested.
    năm triệu hai trăm nghìn đồng => not-a-number → 5200000
# Marks that close an amount say nothing.
    5.000.000,- => amount 5000000 [spoken]
    5.000.000.- => amount 5000000 [spoken]
    5.000.000đ./. => amount 5000000 [spoken]
    =5.000.000 => amount 5000000 [spoken]
# Whatever stands in a cell, each character of it is explained or it is a problem.
    5 => amount 5
    0 => amount 0
    1000000 => amount 1000000
    5.000.000 => amount 5000000 [spoken]
    5.000.000 đ. => amount 5000000 [spoken]
    5.000.000,00 => amount 5000000 [spoken]
    5,000,000.00 => amount 5000000 [spoken]
    50.000,00 => ambiguous-number
    5.000.000,000 => ambiguous-number
    5.000.000,50 => ambiguous-number
    5.000.000,50 => ambiguous-number
    5 000 000 => amount 5000000 [spoken]
    5000.000 => scale-unclear
    5.000 => amount 5000 [spoken]
    5.50 => scale-unclear
    5.5 => scale-unclear
    5,5 => scale-unclear
    12.5.3 => ambiguous-number
    5.00.000 => ambiguous-number
    không => amount 0 [everything]
    không đồng => amount 0 [everything]
    5 người => wrong-unit → 5
    5 người 6 => too-many-numbers
    5 lớp 5 triệu => too-many-numbers
    5 triệu => amount 5000000 [spoken]
    5 triệu đồng => amount 5000000 [spoken]
    5 trđ => amount 5000000 [spoken]
    5 tr.đ => amount 5000000 [spoken]
    5tr => amount 5000000 [spoken]
    5 tỷ => amount 5000000000 [spoken]
    5 nghìn tỷ => amount 5000000000000 [spoken]
    5 nghìn nghìn => amount 5000000 [spoken]
    5 tỷ triệu => ambiguous-number
    10000 tỷ => ambiguous-number
    9999 tỷ => amount 9999000000000 [spoken]
    10 nghìn tỷ => ambiguous-number
    5 ngàn => amount 5000 [spoken]
    5 nghìn đồng => amount 5000 [spoken]
    5k => amount 5000 [spoken]
    5,5 triệu => amount 5500000 [spoken]
    5.5 triệu => amount 5500000 [spoken]
    5,55 triệu => amount 5550000 [spoken]
    5,0000005 triệu => ambiguous-number
    5,00000005 tỷ => ambiguous-number
    5.500 nghìn => amount 5500000 [spoken]
    5,500 nghìn => scale-unclear → 5500000
    5.500 triệu => scale-unclear → 5500000000
    5,500 triệu => scale-unclear → 5500000000
    999.999 nghìn => amount 999999000 [spoken]
    1.500 triệu => scale-unclear → 1500000000
    1.234,5 triệu => ambiguous-number
    12.5.3 triệu => ambiguous-number
    12 triệu 500 nghìn đồng => amount 12500000 [spoken]
    12 triệu 500 => scale-unclear → 12500000
    12 triệu 5 => scale-unclear → 12500000
    12 triệu 5000 => ambiguous-number
    12 triệu 50 6 => ambiguous-number
    12tr5 => amount 12500000 [spoken]
    12tr50 => amount 12500000 [spoken]
    12tr500 => amount 12500000 [spoken]
    12tr5000 => ambiguous-number
    12tr5 nghìn => amount 12005000 [spoken]
    12 tr 5 => scale-unclear → 12500000
    12 triệu 5,5 => ambiguous-number
    1 triệu 1000 nghìn => ambiguous-number
    1 triệu 999 nghìn => amount 1999000 [spoken]
    1 nghìn 1 triệu => ambiguous-number
    1 tỷ 200 triệu 300 nghìn => amount 1200300000 [spoken]
    1 tỷ 200 triệu 300 => scale-unclear → 1200300000
    1 tỷ 2 triệu 3 tỷ => ambiguous-number
    triệu 5 => not-a-number
    triệu => not-a-number
    triệu triệu 5 => not-a-number
    5 triệu + 6 triệu => sum-in-words → 11000000
    5 triệu, 6 triệu => sum-in-words → 11000000
    5 triệu; 6 triệu => sum-in-words → 11000000
    5 triệu ↵ 6 triệu => sum-in-words → 11000000
    5 + 6 triệu => sum-in-words
    500 + 6 triệu => sum-in-words
    1000 + 6 triệu => sum-in-words → 6001000
    999 + 6 triệu => sum-in-words
    5.000.000 + 6.000.000 => sum-in-words → 11000000
    5.000 + 6.000 => sum-in-words → 11000
    5 triệu - 6 triệu => range
    5 – 6 triệu => range
    5 — 6 triệu => range
    5⇥6 => too-many-numbers
    5 triệu⇥6 triệu => ambiguous-number
    5/6 triệu => sum-in-words
    5 triệu/6 triệu => sum-in-words → 11000000
    5.000.000 (5 triệu) => amount 5000000 [spoken]
    5.000.000 (5 triệu đồng) => amount 5000000 [spoken]
    5.000.000 (5 triệu => amount 5000000 [spoken]
    5 triệu (5.000.000) => amount 5000000 [spoken]
    5.000.000 (6 triệu) => spellings-differ
    5.000.000 (5) => spellings-differ
    5.000.000 [5 triệu] => not-a-number
    5.000.000 (5 triệu) (6 triệu) => sum-in-words → 16000000
    (5.000.000) 5 triệu => sum-in-words → 10000000
    5.000.000 (5,5) => scale-unclear
    5.000.000 (5.00.0) => ambiguous-number
    5 (5 đồng) => amount 5 [spoken]
    5.000.000 (5 người) => too-many-numbers
    5.000.000 đồng (năm triệu đồng) => amount 5000000 [spoken]
    5.000.000 (bằng chữ: Năm triệu đồng chẵn) => amount 5000000 [spoken]
    5.000.000 (Năm triệu đồng./.) => amount 5000000 [spoken]
    5.000.000 (sáu triệu đồng) => spellings-differ
    5 triệu (năm triệu) => amount 5000000 [spoken]
    - 5.000.000 => negative → 5000000
    - 5.000.000 đồng => amount 5000000 [spoken]
    > 5 triệu => estimate → 5000000
    5 triệu + => estimate
    hơn 5 triệu đồng => estimate → 5000000
    5 triệu/lớp => not-a-number
    2 x 5 triệu => not-a-number
    5.000.000 đồng/năm => not-a-number → 5000000
    • 5.000.000 => amount 5000000 [spoken]
    : 5 triệu => amount 5000000 [spoken]
    5.000.000 6.000.000 => ambiguous-number
    5.000.000   6.000.000 => ambiguous-number
    5 triệu 6 người => too-many-numbers
    năm triệu => not-a-number → 5000000
    năm triệu đồng => not-a-number → 5000000
# Numbers parted by a tab or a wide gap are two.
    3⇥120 => too-many-numbers
    1    250 => ambiguous-number
    5. 000. 000 => ambiguous-number → 5000000
    5 .000.000 đồng => ambiguous-number → 5000000
    12 500 nghìn => ambiguous-number
    5 000 đồng => amount 5000 [spoken]
amount x1000000
# The scale of the table applies to a number without its own.
    12,5 => amount 12500000 [spoken] [scaled]
    15 => amount 15000000 [spoken] [scaled]
    0 => amount 0 [spoken] [scaled]
    0 đồng => amount 0 [spoken] [scaled]
# An amount too large for the scale of the table is unclear.
    1.250 => scale-unclear → 1250000000
# Whatever stands in a cell, each character of it is explained or it is a problem.
    5 => amount 5000000 [spoken] [scaled]
    5,5 => amount 5500000 [spoken] [scaled]
    5,5555555 => ambiguous-number
    5.000 => scale-unclear → 5000000000
    5,000 => scale-unclear → 5000000000
    5.000.000 => scale-unclear → 5000000
    1.234,5 => ambiguous-number
    0,5 => amount 500000 [spoken] [scaled]
    12 => amount 12000000 [spoken] [scaled]
    1000 => amount 1000000000 [spoken] [scaled]
    5 đồng => scale-unclear → 5
    1.000.000 => scale-unclear → 1000000
    5 + 6 => sum-in-words → 11000000
amount x1000
# The scale of the table applies to a number without its own.
    500 => amount 500000 [spoken] [scaled]
    12.500 => amount 12500000 [spoken] [scaled]
    12 triệu => amount 12000000 [spoken]
# An amount too large for the scale of the table is unclear.
    5.000.000 => scale-unclear → 5000000
    500 đồng => scale-unclear → 500
# Oddly grouped digits are no decimals of the table’s scale.
    1500.000 => ambiguous-number
    500.0000 => ambiguous-number
    0,0005 => ambiguous-number
# Whatever stands in a cell, each character of it is explained or it is a problem.
    5 => amount 5000 [spoken] [scaled]
    0 => amount 0 [spoken] [scaled]
    0 đồng => amount 0 [spoken] [scaled]
    5.000 => amount 5000000 [spoken] [scaled]
    5,000 => scale-unclear → 5000000
    5 000 => amount 5000000 [spoken] [scaled]
    5,5 => amount 5500 [spoken] [scaled]
    5,50 => amount 5500 [spoken] [scaled]
    5,0005 => ambiguous-number
    5.000,5 => ambiguous-number
    999.999 => amount 999999000 [spoken] [scaled]
    1.000.000 => scale-unclear → 1000000
    999999 => amount 999999000 [spoken] [scaled]
    1000000 => scale-unclear → 1000000
    5.000.000 đồng => scale-unclear → 5000000
    5.000 đồng => scale-unclear → 5000
    5 đồng => scale-unclear → 5
    5 triệu => amount 5000000 [spoken]
    5 nghìn => amount 5000 [spoken]
    5 (5.000 đồng) => amount 5000 [spoken]
    5.000 (5 triệu) => amount 5000000 [spoken]
    5.000 (5 triệu đồng) => amount 5000000 [spoken]
    5.000 (5) => spellings-differ
    5.000.000 (5 triệu) => amount 5000000 [spoken]
    1.000.000 (1 triệu) => amount 1000000 [spoken]
    1000000 (1 triệu) => amount 1000000 [spoken]
    999.999 (999.999) => amount 999999000 [spoken]
    5 + 6 => sum-in-words → 11000
    5.000 + 6.000 => sum-in-words → 11000000
    0909123456 => not-a-number
    090912345 => not-a-number
    không => amount 0 [everything]
    12 tr 5 => scale-unclear → 12500000
count
# A count said again in words is one count.
    14 (mười bốn) => count 14
    15 (mười bốn) => spellings-differ
    14 tin (Mười bốn tin) => count 14 [spoken]
    15 tin (Mười bốn tin) => spellings-differ
    14 (Mười bốn tin, bài) => count 14
    15 (Mười bốn tin, bài) => spellings-differ
    205 (hai trăm lẻ năm) => count 205
    206 (hai trăm lẻ năm) => spellings-differ
# Other words behind a number are no spelling of it.
    14 (trong đó ba nữ) => not-a-number → 14
    14 (ba đợt nữa) => not-a-number → 14
    14 (theo kế hoạch) => not-a-number → 14
# A number in words alone is suggested.
    mười bốn => not-a-number → 14
    Hai mươi mốt lớp => not-a-number → 21
    một trăm linh năm => not-a-number → 105
    hai trăm năm => not-a-number
    hai ba => not-a-number
    XIV => not-a-number → 14
    III => not-a-number → 3
    xx => not-a-number
# Money where something is counted is none of it, in a scale or not.
    14 nghìn đồng => wrong-unit
    14 nghìn lượt => not-a-number
    không lớp, không người => count 0 [everything]
# Classes and people in letters are two figures.
    3L/120N => not-a-number
    3l / 120n => not-a-number
    3L, 120N => not-a-number
    3L/120Ng => not-a-number
    3c-120hs => not-a-number
    3 C ↵ 120 HS => not-a-number
# Whatever stands in a cell, each character of it is explained or it is a problem.
    5/60 => too-many-numbers
    5 (6) => too-many-numbers
    5 lớp 60 người => count 5, people 60 [spoken]
    60 người => people 60 [spoken]
    5 - 6 => range
    5, 60 => sum-in-words → 65
    5 người/6 lớp => people 5, count 6 [spoken]
    không => count 0 [everything]
# Numbers parted by a tab or a wide gap are two, a telephone is none.
    3⇥120 => too-many-numbers
    1⇥250 => too-many-numbers
    1    250 => ambiguous-number
    0909123456 => not-a-number
    909123456 => count 909123456
    2 bài/lớp => not-a-number → 2
    2 tin/bài => count 2 [spoken]
    14 ↵ 120 => sum-in-words → 134
"""


def reader_said(asked: str, text: str) -> str:
    """Return what a text says for the measures asked, as the cases have it."""
    measures, _, scale = asked.partition(" x")
    text = text.replace(" ↵ ", "\n").replace("⇥", "\t")
    return told(READER.read(text, tuple(measures.split()), int(scale or 1)))  # type: ignore[arg-type]


def told(reading: Reading) -> str:
    """Return a reading on one line."""
    if reading.problem:
        return reading.problem + ("" if reading.suggestion is None else f" → {reading.suggestion}")
    values = ", ".join(f"{measure} {value}" for measure, value in reading.values) or "nothing"
    flags = (
        name for name in ("spoken", "loose", "everything", "scaled", "stacked") if getattr(reading, name)
    )
    return " ".join((values, *(f"[{name}]" for name in flags)))


def test_a_text_says_exactly_its_numbers_or_why_it_says_none() -> None:
    asked, wrong = "", []
    for line in CASES.strip("\n").splitlines():
        drawn, arrow, expected = line.removeprefix("    ").partition(" => ")
        if not line.startswith(" "):
            asked = asked if line.startswith("#") else line
        elif reader_said(asked, drawn) != expected or not arrow:
            wrong.append(f"{asked}: {drawn} => {reader_said(asked, drawn)}, not {expected}")
    assert not wrong, "\n".join(wrong)
