"""What one row of any form's table says, cell by cell: each figure with its place, each finding word for word."""

from __future__ import annotations

import pytest

from htsd_cli.checks import CODES
from htsd_cli.interpret.submission import submission_of
from htsd_cli.values.document import Table
from tests.documents import document
from tests.interpret.drawn_cells import Case, by_row, told_of, wrong
from tests.interpret.grid.disguised import BLANKS, padded
from tests.interpret.grid.invented import FORM, INTERPRETER, report

# Columns of the rows: 3 the unit, 5 to 7 figures, 8 the note; of the list: 3 to 5 figures. "…" is the row.
CASES = """
hoc_sinh_nu
| 600 | 500 | 100 | |
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
| 600 | 500 | 100 | 12 em |
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
    ghi chú: 12 em
| | 500 | 100 | |
    cong_lap 500 (6)
    tu_thuc 100 (7)
| Không | - | 0 | |
    tong 0 (5)
    cong_lap 0 (6)
    tu_thuc 0 (7)
| 600 | 500 | 100 | | [8 text  xem lại ]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
    ghi chú: xem lại
| 600 em | 500 lớp | 1,5 | |
    tong 600 (5)
    wrong-unit cong_lap (6) → 500: dòng …, cột “Công lập” ghi “500 lớp”: đơn vị tính không phải của cột này.
    decimal tu_thuc (7): dòng …, cột “Tư thục” ghi “1,5”: mục này chỉ nhận số nguyên.
| khoảng 600 | 500+1 | a | |
    estimate tong (5) → 600: dòng …, cột “Tổng số” ghi “khoảng 600”: số ước lượng, cần một số chính xác.
    sum-in-words cong_lap (6) → 501: dòng …, cột “Công lập” ghi “500+1”: nhiều số trong một ô, cần một số tổng.
    not-a-number tu_thuc (7): dòng …, cột “Tư thục” ghi “a”: không phải số.
| 600 | 500 | 100 | | [3 columns 3] [3 text em]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
| 600 | 500 | 100 | | [3 columns 3] [3 text 5 em]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
    unasked-figure (3): dòng … ghi “5 em”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| khoảng ↵ 600 | 500 | 100 | |
    cong_lap 500 (6)
    tu_thuc 100 (7)
    estimate tong (5) → 600: dòng …, cột “Tổng số” ghi “khoảng ↵ 600”: số ước lượng, cần một số chính xác.
| x | / | 100 | |
    tu_thuc 100 (7)
    not-a-number tong (5): dòng …, cột “Tổng số” ghi “x”: không phải số.
    not-a-number cong_lap (6): dòng …, cột “Công lập” ghi “/”: không phải số.
| 600 | 500 | 100 | | [5 columns 2]
    cong_lap 500 (6)
    tu_thuc 100 (7)
    merged-figures tong (5): dòng …, cột “Tổng số” ghi “600”: ô này gộp các cột “Tổng số” và “Công lập”, không rõ số này của cột nào.
| 600 | 500 | 100 | | [6 columns 2]
    tong 600 (5)
    tu_thuc 100 (7)
    merged-figures cong_lap (6): dòng …, cột “Công lập” ghi “500”: ô này gộp các cột “Công lập” và “Tư thục”, không rõ số này của cột nào.
| 600 | 500 | 100 | | [7 columns 2]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
| Không | 500 | 100 | | [5 columns 3]
    tong 0 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
| 600 | 500 | xem phụ lục | | [7 columns 2]
    tong 600 (5)
    cong_lap 500 (6)
    ghi chú: xem phụ lục
| 600 | 500 | 100 | | [4 columns 2]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
| 600 | 500 | 100 | | [5 rows 2]
    cong_lap 500 (6)
    tu_thuc 100 (7)
    merged-rows tong (5): dòng …, cột “Tổng số” nằm trong ô gộp nhiều dòng (hàng 10 đến hàng 11 của bảng), ghi “600”: không rõ số này của dòng nào.
| Không | 500 | 100 | | [5 rows 2]
    tong 0 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
| 600 | 500 | 100 | | [5 hidden cột E bị ẩn]
    cong_lap 500 (6)
    tu_thuc 100 (7)
    hidden-figure tong (5) → 600: dòng …, cột “Tổng số” ghi “600”: bị ẩn (cột E bị ẩn), người xem không nhìn thấy nên chưa tính.
| 600 | 500 | 100 | | [0 hidden hàng 10 bị ẩn]
    hidden-figure tong (5) → 600: dòng …, cột “Tổng số” ghi “600”: bị ẩn (hàng 10 bị ẩn), người xem không nhìn thấy nên chưa tính.
    hidden-figure cong_lap (6) → 500: dòng …, cột “Công lập” ghi “500”: bị ẩn (hàng 10 bị ẩn), người xem không nhìn thấy nên chưa tính.
    hidden-figure tu_thuc (7) → 100: dòng …, cột “Tư thục” ghi “100”: bị ẩn (hàng 10 bị ẩn), người xem không nhìn thấy nên chưa tính.
| | | 100 | | [0 hidden hàng 10 bị ẩn] [2 text 2.1. Nữ]
    hidden-figure tu_thuc (7) → 100: dòng …, cột “Tư thục” ghi “100”: bị ẩn (hàng 10 bị ẩn), người xem không nhìn thấy nên chưa tính.
| 600 | 500 | 100 | | [5 note 700]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
    ghi chú: 700
    note-at-figure tong (5): dòng …, cột “Tổng số” ghi “600”: có nhận xét hoặc chú thích “700”; nội dung ghi trong ô vẫn được tính.
| | 500 | 100 | | [5 note 700]
    cong_lap 500 (6)
    tu_thuc 100 (7)
    ghi chú: 700
    note-without-figure tong (5) → 700: dòng …, cột “Tổng số” để trống: số chỉ nằm trong nhận xét hoặc chú thích “700”.
| | 500 | 100 | | [5 note 700] [5 note 800]
    cong_lap 500 (6)
    tu_thuc 100 (7)
    ghi chú: 700 ↵ 800
    note-without-figure tong (5): dòng …, cột “Tổng số” để trống: số chỉ nằm trong nhận xét hoặc chú thích “700; 800”.
| 600 | 500 | 100 | | [5 note xem lại]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
    ghi chú: xem lại
| 600 | 500 | 100 | | [8 note 45]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
    ghi chú: 45
| 600 | 500 | 100 | | [5 struck 9]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
    struck-letters tong (5): dòng …, cột “Tổng số” ghi “600”: có “9” bị gạch ngang, coi như đã xóa.
| | 500 | 100 | | [5 struck 9]
    cong_lap 500 (6)
    tu_thuc 100 (7)
    left-out-figure tong (5): dòng …, cột “Tổng số” không còn số nào: trong ô chỉ có “9” là chữ bị gạch ngang.
| | 500 | 100 | | [5 picture]
    cong_lap 500 (6)
    tu_thuc 100 (7)
    shown-not-text tong (5): dòng …, cột “Tổng số” để trống: tại ô còn có hình ảnh hoặc hình vẽ, không đọc được như chữ của ô nên chưa tính.
| 600 | 500 | 100 | | [5 format 6000] [5 number 600]
    cong_lap 500 (6)
    tu_thuc 100 (7)
    shown-otherwise tong (5) → 6000: dòng …, cột “Tổng số” ghi “600”: định dạng của ô làm hiện ra “6000”, khác với nội dung lưu, nên chưa tính.
| 600 | 500 | 100 | | [5 format 600] [5 number 600]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
| 600 | 500 | 100 | | [5 text-box 700]
    cong_lap 500 (6)
    tu_thuc 100 (7)
    shown-not-text tong (5) → 700: dòng …, cột “Tổng số” ghi “600”: tại ô còn có hộp chữ đặt trên ô “700”, không đọc được như chữ của ô nên chưa tính.
| 600 | 500 | 100 | | [3 picture logo]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
| 600 | 500 | 100 | | [8 text-box 45]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
    ghi chú: 45
| 600² | 500 | 100 | |
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
    raised-mark tong (5): dòng …, cột “Tổng số” ghi “600²”: có “2” viết nhỏ, nâng lên hoặc hạ xuống, coi là dấu chú thích nên không tính.
| 600 | 500 | 100 | | [5 date] [5 text 02/6/2026]
    cong_lap 500 (6)
    tu_thuc 100 (7)
    date-in-cell tong (5): dòng …, cột “Tổng số” hiện “02/6/2026”: Excel đã đổi nội dung gõ vào thành ngày tháng.
| 600 | 500 | 100 | | [5 formula A1+B1]
    cong_lap 500 (6)
    tu_thuc 100 (7)
    formula-without-result tong (5): dòng …, cột “Tổng số” là công thức chưa có kết quả tính.
| 600 | 500 | 100 | | [5 formula 300+300] [5 value 600]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
    formula-computed tong (5): dòng …, cột “Tổng số” là công thức chưa có kết quả; đã cộng được 600.
| 600 | 500 | 100 | | [5 formula 300+300] [5 value 600] [5 struck 9]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
    formula-computed tong (5): dòng …, cột “Tổng số” là công thức chưa có kết quả; đã cộng được 600.
    struck-letters tong (5): dòng …, cột “Tổng số” ghi “=300+300”: có “9” bị gạch ngang, coi như đã xóa.
| 600 | 500 | 100 | | [5 number 600] [6 number 500.5] [7 number -100]
    tong 600 (5)
    decimal cong_lap (6) → 500500: dòng …, cột “Công lập” ghi “500”: mục này chỉ nhận số nguyên.
    negative tu_thuc (7) → 100: dòng …, cột “Tư thục” ghi “100”: số âm.
| 600 | 500 | 100 | | [5 error] [6 percent 0.5] [7 fraction 0.5]
    error-value tong (5): dòng …, cột “Tổng số” hiện lỗi “600”.
    percentage cong_lap (6): dòng …, cột “Công lập” ghi “500”: tỷ lệ phần trăm, cần số lượng.
    ambiguous-number tu_thuc (7): dòng …, cột “Tư thục” ghi “100”: cách viết số không rõ.
| 600 | 500 | 100 | | [3 text triệu đồng]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
| 600 | 500 | 100 | | [3 text 5 em]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
    unasked-figure (3): dòng …, cột “Đơn vị tính” ghi “5 em”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| 600 | 500 | 100 | | [2 text Trong đó: Nữ 45 em]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
    unasked-figure (2): dòng … ghi “Trong đó: Nữ 45 em”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| 600 | 500 | 100 | | [2 note xem lại]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
    ghi chú: xem lại
| 600 | 500 | 100 | | [3 text m2]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
| 600 | 500 | 100 | | [3 text 1.000 đồng]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
| 600 | 500 | 100 | | [3 struck 9]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
| 600 | 500 | 100 | | [3 text-box 45]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
    unasked-figure (3): dòng …, cột “Đơn vị tính” ghi “45”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| 600 | 500 | 100 | | [2 text-box 45]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
    unasked-figure (2): dòng …, cột “Chỉ tiêu” ghi “45”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| 600 | 500 | 100 | | [2 note 45]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
    ghi chú: 45
    note-at-figure (2): dòng …, cột “Chỉ tiêu” ghi “Trong đó: Nữ”: có nhận xét hoặc chú thích “45”.
| 600 | 500 | 100 | | [3 note 45]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
    ghi chú: 45
    note-at-figure (3): dòng …, cột “Đơn vị tính” ghi “học sinh”: có nhận xét hoặc chú thích “45”.
| 600 | 500 | 100 | | [8 picture 45]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
| 600 | 500 | 100 | có | [8 control thêm]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
    ghi chú: có ↵ thêm
| 600 | 500 | 100 | | [1 text 5]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
| 600 | 500 | 100 | | [4 text 5]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
| 600 | 500 | 100 | | [3 text học sinh]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
| 600 | 500 | 100 | | [3 text người]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
| 600 | 500 | 100 | | [3 text 45]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
    unasked-figure (3): dòng …, cột “Đơn vị tính” ghi “45”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| 600 | 500 | 100 | | [3 columns 3] [3 text 45 em]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
    unasked-figure (3): dòng … ghi “45 em”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| 600 | 500 | 100 | | [5 rows 2] [6 rows 2]
    tu_thuc 100 (7)
    merged-rows tong (5): dòng …, cột “Tổng số” nằm trong ô gộp nhiều dòng (hàng 10 đến hàng 11 của bảng), ghi “600”: không rõ số này của dòng nào.
    merged-rows cong_lap (6): dòng …, cột “Công lập” nằm trong ô gộp nhiều dòng (hàng 10 đến hàng 11 của bảng), ghi “500”: không rõ số này của dòng nào.
| 600 | | | | [5 rows 3]
    merged-rows tong (5): dòng …, cột “Tổng số” nằm trong ô gộp nhiều dòng (hàng 10 đến hàng 12 của bảng), ghi “600”: không rõ số này của dòng nào.
| x | 500 | 100 | | [5 rows 2]
    cong_lap 500 (6)
    tu_thuc 100 (7)
    not-a-number tong (5): dòng …, cột “Tổng số” ghi “x”: không phải số.
| | 500 | 100 | | [5 columns 2]
    cong_lap 500 (6)
    tu_thuc 100 (7)
| x | 500 | 100 | | [5 columns 2]
    cong_lap 500 (6)
    tu_thuc 100 (7)
    not-a-number tong (5): dòng …, cột “Tổng số” ghi “x”: không phải số.
| xem | 500 | 100 | | [5 columns 4] [5 text  xem ]
    cong_lap 500 (6)
    tu_thuc 100 (7)
    ghi chú: xem
| Không | 500 | 100 | | [5 columns 4]
    cong_lap 500 (6)
    tu_thuc 100 (7)
    ghi chú: Không
| 5 | 500 | 100 | | [5 columns 4]
    cong_lap 500 (6)
    tu_thuc 100 (7)
    merged-figures tong (5): dòng …, cột “Tổng số” ghi “5”: ô này gộp các cột “Tổng số” và “Công lập” và “Tư thục” và “Ghi chú”, không rõ số này của cột nào.
| | 500 | 100 | | [5 hidden cột E bị ẩn]
    cong_lap 500 (6)
    tu_thuc 100 (7)
| … | 500 | 100 | | [5 hidden cột E bị ẩn]
    cong_lap 500 (6)
    tu_thuc 100 (7)
| khoảng 600 | 500 | 100 | | [5 hidden cột E bị ẩn]
    cong_lap 500 (6)
    tu_thuc 100 (7)
    hidden-figure tong (5) → 600: dòng …, cột “Tổng số” ghi “khoảng 600”: bị ẩn (cột E bị ẩn), người xem không nhìn thấy nên chưa tính.
| Không | 500 | 100 | | [5 hidden cột E bị ẩn]
    cong_lap 500 (6)
    tu_thuc 100 (7)
    hidden-figure tong (5) → 0: dòng …, cột “Tổng số” ghi “Không”: bị ẩn (cột E bị ẩn), người xem không nhìn thấy nên chưa tính.
| | 500 | 100 | | [5 struck 9] [5 note 700]
    cong_lap 500 (6)
    tu_thuc 100 (7)
    ghi chú: 700
    left-out-figure tong (5): dòng …, cột “Tổng số” không còn số nào: trong ô chỉ có “9” là chữ bị gạch ngang.
    note-at-figure tong (5): dòng …, cột “Tổng số” để trống: có nhận xét hoặc chú thích “700”.
| a | 500 | 100 | | [5 note 700]
    cong_lap 500 (6)
    tu_thuc 100 (7)
    ghi chú: 700
    not-a-number tong (5): dòng …, cột “Tổng số” ghi “a”: không phải số.
    note-at-figure tong (5): dòng …, cột “Tổng số” ghi “a”: có nhận xét hoặc chú thích “700”.
| 600 | 500 | 100 | | [5 note đã sửa] [6 note bỏ]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
    ghi chú: đã sửa ↵ bỏ
    note-at-figure tong (5): dòng …, cột “Tổng số” ghi “600”: có nhận xét hoặc chú thích “đã sửa”; nội dung ghi trong ô vẫn được tính.
    note-at-figure cong_lap (6): dòng …, cột “Công lập” ghi “500”: có nhận xét hoặc chú thích “bỏ”; nội dung ghi trong ô vẫn được tính.
| | 500 | 100 | | [5 note xem lại]
    cong_lap 500 (6)
    tu_thuc 100 (7)
    ghi chú: xem lại
| | 500 | 100 | | [5 note khoảng 700]
    cong_lap 500 (6)
    tu_thuc 100 (7)
    ghi chú: khoảng 700
    note-without-figure tong (5) → 700: dòng …, cột “Tổng số” để trống: số chỉ nằm trong nhận xét hoặc chú thích “khoảng 700”.
| 600 | 500 | 100 | | [5 struck 9] [5 note 700]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
    ghi chú: 700
    note-at-figure tong (5): dòng …, cột “Tổng số” ghi “600”: có nhận xét hoặc chú thích “700”; nội dung ghi trong ô vẫn được tính.
    struck-letters tong (5): dòng …, cột “Tổng số” ghi “600”: có “9” bị gạch ngang, coi như đã xóa.
| 600 | 500 | 100 | | [5 raised 1]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
    raised-mark tong (5): dòng …, cột “Tổng số” ghi “600”: có “1” viết nhỏ, nâng lên hoặc hạ xuống, coi là dấu chú thích nên không tính.
| 600 | 500 | 100 | | [5 unseen 9]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
    unseen-letters tong (5): dòng …, cột “Tổng số” ghi “600”: bên cạnh còn “9” mà người xem không nhìn thấy (chữ ẩn, cùng màu nền hoặc quá nhỏ); phần ấy không được tính.
| 600 | 500 | 100 | | [5 stale 700] [5 number 600]
    cong_lap 500 (6)
    tu_thuc 100 (7)
    stale-result tong (5) → 700: dòng …, cột “Tổng số” ghi “600”: công thức trong ô tính lại ra “700”, khác với kết quả lưu trong tệp, nên chưa tính.
| 600 | 500 | 100 | | [5 linked ] [5 number 600]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
    linked-figure tong (5): dòng …, cột “Tổng số” ghi “600”: công thức lấy số từ một tệp khác, không có ở đây để kiểm lại; đã tính số lưu trong ô.
| 600 | 500 | 100 | | [5 unchecked 600] [5 number 600]
    cong_lap 500 (6)
    tu_thuc 100 (7)
    unchecked-formula tong (5) → 600: dòng …, cột “Tổng số” ghi “600”: chưa tính lại được công thức trong ô để biết đây có phải là kết quả mới nhất không, nên chưa tính.
| 600 | 500 | 100 | | [5 cut 600]
    cong_lap 500 (6)
    tu_thuc 100 (7)
    cut-figure tong (5) → 600: dòng …, cột “Tổng số” ghi “600”: phần “600” bị cắt mất hoặc bị đẩy ra ngoài ô, trên giấy không nhìn thấy, nên chưa tính.
| 600 | 500 | 100 | | [5 text-box 600]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
| 600 | 500 | 100 | | [5 control 600]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
| 6 | 500 | 100 | | [5 format 6] [5 number 600]
    cong_lap 500 (6)
    tu_thuc 100 (7)
    shown-otherwise tong (5) → 6: dòng …, cột “Tổng số” lưu số 600: định dạng của ô làm hiện ra “6”, khác với nội dung lưu, nên chưa tính.
| 600,4 | 500 | 100 | | [5 number 600.4] [5 format 600]
    cong_lap 500 (6)
    tu_thuc 100 (7)
    decimal tong (5) → 600400: dòng …, cột “Tổng số” ghi “600,4”: mục này chỉ nhận số nguyên.
    shown-otherwise tong (5) → 600: dòng …, cột “Tổng số” ghi “600,4”: định dạng của ô làm hiện ra “600”, khác với nội dung lưu, nên chưa tính.
| 600 | 500 | 100 | | [5 formula A1] [5 note 700]
    cong_lap 500 (6)
    tu_thuc 100 (7)
    ghi chú: 700
    formula-without-result tong (5): dòng …, cột “Tổng số” là công thức chưa có kết quả tính.
    note-at-figure tong (5): dòng …, cột “Tổng số” ghi “600”: có nhận xét hoặc chú thích “700”.
| 600 | 500 | 100 | | [5 formula 300+300] [5 value 600] [5 note 700]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
    ghi chú: 700
    note-at-figure tong (5): dòng …, cột “Tổng số” ghi “600”: có nhận xét hoặc chú thích “700”; nội dung ghi trong ô vẫn được tính.
    formula-computed tong (5): dòng …, cột “Tổng số” là công thức chưa có kết quả; đã cộng được 600.
| 600 | 500 | 100 | | [5 formula 300+300] [5 value 600] [6 formula 300+300] [6 value 500]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
    formula-computed tong (5): dòng …, cột “Tổng số” là công thức chưa có kết quả; đã cộng được 600.
    formula-computed cong_lap (6): dòng …, cột “Công lập” là công thức chưa có kết quả; đã cộng được 500.
| 12 lớp | 500 em | 1.000.000 | |
    cong_lap 500 (6)
    tu_thuc 1000000 (7)
    wrong-unit tong (5) → 12: dòng …, cột “Tổng số” ghi “12 lớp”: đơn vị tính không phải của cột này.
| 600 | 12 lớp 30 em | 5/6 | |
    tong 600 (5)
    too-many-numbers cong_lap (6): dòng …, cột “Công lập” ghi “12 lớp 30 em”: có nhiều số hơn số liệu mẫu hỏi ở ô này.
    too-many-numbers tu_thuc (7): dòng …, cột “Tư thục” ghi “5/6”: có nhiều số hơn số liệu mẫu hỏi ở ô này.
| 600. | 500; | 0600 | |
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 600 (7)
| ‘600 | 500 học sinh | 100 HS | |
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
| 1.000 | 1000 | 1,000 | |
    tong 1000 (5)
    cong_lap 1000 (6)
    tu_thuc 1000 (7)
ti_le
| 104,17 | x | x | |
    tong 104.17 (5)
| 104.17 | 5 | | |
    tong 104.17 (5)
    unasked-figure (6): dòng 4 …, cột “Công lập” ghi “5”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| 104 | x | 0 | |
    tong 104 (5)
| 104,17 | x | x | | [6 text  0 ] [7 text  có ]
    tong 104.17 (5)
    ghi chú: có
| 104,17 | có | đã nêu ở trên | |
    tong 104.17 (5)
    ghi chú: có ↵ đã nêu ở trên
| 104,17% | x | x | |
    percentage tong (5): dòng 4 …, cột “Tổng số” ghi “104,17%”: tỷ lệ phần trăm, cần số lượng.
| -3,5 | x | x | |
    negative tong (5) → 3.5: dòng 4 …, cột “Tổng số” ghi “-3,5”: số âm.
| 104,16667 | x | x | | [5 number 104.16667] [5 format 104,17]
    tong 104.16667 (5)
| 104,16667 | x | x | | [5 number 104.16667] [5 format 105]
    shown-otherwise tong (5) → 105: dòng 4 …, cột “Tổng số” ghi “104,16667”: định dạng của ô làm hiện ra “105”, khác với nội dung lưu, nên chưa tính.
| 104,17 | x | x | | [6 text-box 45]
    tong 104.17 (5)
| 104,17 | 7 | x | | [6 note 45]
    tong 104.17 (5)
    unasked-figure (6): dòng 4 …, cột “Công lập” ghi “7”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| 104,17 | x | x | 104 |
    tong 104.17 (5)
    ghi chú: 104
| 104,17 | | | 105 học sinh |
    tong 104.17 (5)
    ghi chú: 105 học sinh
    note-differs tong (5): dòng 4 …, cột “Tổng số” ghi “104,17”: ghi chú của dòng này lại ghi “105 học sinh”; số trong ô vẫn được tính.
| 104,17 | 0 | - | |
    tong 104.17 (5)
| 104,17 | 0,0 | 0% | |
    tong 104.17 (5)
| 104,17 | không | /// | |
    tong 104.17 (5)
| 104,17 | * | xx | |
    tong 104.17 (5)
| 104,17 | X | XXX | |
    tong 104.17 (5)
| 104,17 | ... | . | |
    tong 104.17 (5)
| 104,17 | x | x | | [6 number 0] [6 text ]
    tong 104.17 (5)
| 104,17 | 0 | x | | [6 number 0]
    tong 104.17 (5)
| 104,17 | 5 | 6 | | [6 number 5] [7 number 6]
    tong 104.17 (5)
    unasked-figure (6): dòng 4 …, cột “Công lập” ghi “5”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
    unasked-figure (7): dòng 4 …, cột “Tư thục” ghi “6”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| 104,17 | x | x | | [6 text-box 45] [6 text ]
    tong 104.17 (5)
    unasked-figure (6): dòng 4 …, cột “Công lập” ghi “45”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| 104,17 | | x | | [6 unseen 45]
    tong 104.17 (5)
    unasked-figure (6): dòng 4 …, cột “Công lập” ghi “45”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| 104,17 | | x | | [6 picture]
    tong 104.17 (5)
| 104,17 | x | x | | [5 columns 2]
    tong 104.17 (5)
| 104,17 | x | x | | [5 columns 3]
    tong 104.17 (5)
| 104,17 | 5 | x | | [6 columns 2]
    tong 104.17 (5)
    unasked-figure (6): dòng 4 … ghi “5”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| 104,17 | x | 5 | | [7 columns 2]
    tong 104.17 (5)
    unasked-figure (7): dòng 4 … ghi “5”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| 104,17 học sinh | x | x | |
    tong 104.17 (5)
| 104,17 lớp | x | x | |
    wrong-unit tong (5): dòng 4 …, cột “Tổng số” ghi “104,17 lớp”: đơn vị tính không phải của cột này.
| 104.170 | x | x | |
    tong 104170 (5)
| 104,17 | x | x | | [5 struck 5]
    tong 104.17 (5)
    struck-letters tong (5): dòng 4 …, cột “Tổng số” ghi “104,17”: có “5” bị gạch ngang, coi như đã xóa.
| 104,16667 | x | x | | [5 number 104.16667] [5 format 104]
    tong 104.16667 (5)
| 104,16667 | x | x | | [5 number 104.16667] [5 format 104,2]
    tong 104.16667 (5)
| 104,17 | x | x | | [5 hidden cột E bị ẩn]
    hidden-figure tong (5) → 104.17: dòng 4 …, cột “Tổng số” ghi “104,17”: bị ẩn (cột E bị ẩn), người xem không nhìn thấy nên chưa tính.
dat_chuan
| 12,5 | x | x | |
    tong 12.5 (5)
| 12,5% | x | x | |
    tong 12.5 (5)
| 0.125 | x | x | | [5 percent 0.125]
    tong 12.5 (5)
| 12,5 | x | x | | [5 formula A1/B1] [5 text =A1/B1] [5 percent 0.125]
    tong 12.5 (5)
    formula-computed tong (5): dòng 5 …, cột “Tổng số” là công thức chưa có kết quả; đã cộng được 12,5.
| 12,5 % | x | x | |
    tong 12.5 (5)
| 12,5 phần trăm | x | x | |
    not-a-number tong (5): dòng 5 …, cột “Tổng số” ghi “12,5 phần trăm”: không phải số.
| 0,125 | x | x | |
    tong 0.125 (5)
| 12,5 | x | x | | [5 percent 0.125] [5 format 13%]
    tong 12.5 (5)
| 12,5 | x | x | | [5 percent 0.125] [5 format 15%]
    shown-otherwise tong (5) → 15: dòng 5 …, cột “Tổng số” ghi “12,5”: định dạng của ô làm hiện ra “15%”, khác với nội dung lưu, nên chưa tính.
| 100 | x | x | |
    tong 100 (5)
| 120 | x | x | |
    tong 120 (5)
kinh_phi
| 1.250,5 | x | x | |
    tong 1250.5 (5)
| 1.250,5 | 55 | x | | [0 hidden hàng 16 bị ẩn]
    hidden-figure tong (5) → 1250.5: dòng 6 …, cột “Tổng số” ghi “1.250,5”: bị ẩn (hàng 16 bị ẩn), người xem không nhìn thấy nên chưa tính.
    hidden-cells (-): Bảng thứ 2 trong tệp có ô chứa nội dung nhưng bị ẩn: hàng 16 bị ẩn. Nội dung ẩn không được tính.
| 1.250.500 | x | x | | [3 text nghìn đồng]
    unit-differs (3): dòng 6 … ghi đơn vị tính “nghìn đồng”: mẫu tính bằng triệu đồng, nên số của dòng này chưa được tính.
    amount-unclear tong (5) → 1.2505: dòng 6 …, cột “Tổng số” ghi “1.250.500”: lớn hoặc nhỏ khác thường đối với số tính bằng triệu đồng, không rõ có phải ghi theo đơn vị khác.
| 1.250.500 | x | x | đơn vị: nghìn đồng | [3 text tỷ đồng]
    ghi chú: đơn vị: nghìn đồng
    unit-differs (3): dòng 6 … ghi đơn vị tính “tỷ đồng”: mẫu tính bằng triệu đồng, nên số của dòng này chưa được tính.
| | | | | [0 hidden hàng 15 bị ẩn]
| 1.250.500 | x | x | đơn vị: nghìn đồng |
    tong 1250.5 (5)
    ghi chú: đơn vị: nghìn đồng
    scale-converted tong (-): dòng 6 …, cột “Tổng số”: bảng ghi “đơn vị: nghìn đồng”, mẫu tính bằng triệu đồng; các số tiền của bảng đã được đổi từ nghìn đồng sang triệu đồng.
| 1.250,5 | x | x | | [2 text Kinh phí (nghìn đồng)]
    tong 1.2505 (5)
    scale-converted tong (-): dòng 6 …, cột “Tổng số”: bảng ghi “nghìn đồng”, mẫu tính bằng triệu đồng; các số tiền của bảng đã được đổi từ nghìn đồng sang triệu đồng.
| 1.250,5 | x | x | đơn vị: nghìn đồng | [2 text Kinh phí (triệu đồng)]
    ghi chú: đơn vị: nghìn đồng
    scales-differ tong (5): dòng 6 …, cột “Tổng số” ghi “1.250,5”: bảng ghi đơn vị tiền khác nhau (“triệu đồng”, “đơn vị: nghìn đồng”), không rõ là bao nhiêu đồng.
| 0 | x | x | đơn vị: nghìn đồng | [2 text Kinh phí (triệu đồng)]
    tong 0 (5)
    ghi chú: đơn vị: nghìn đồng
| 12,5 tỷ | x | x | |
    tong 12500 (5)
| 1.000.000 | x | x | |
    amount-unclear tong (5) → 1: dòng 6 …, cột “Tổng số” ghi “1.000.000”: lớn hoặc nhỏ khác thường đối với số tính bằng triệu đồng, không rõ có phải ghi theo đơn vị khác.
| 1tr5 | x | x | |
    tong 1.5 (5)
| 1.250,5 | x | x | | [5 hidden hàng 15 bị ẩn]
    hidden-figure tong (5) → 1250.5: dòng 6 …, cột “Tổng số” ghi “1.250,5”: bị ẩn (hàng 15 bị ẩn), người xem không nhìn thấy nên chưa tính.
| 12,5 triệu | x | x | |
    tong 12.5 (5)
| 12,5 nghìn | x | x | |
    tong 0.0125 (5)
| khoảng 5 triệu | x | x | |
    estimate tong (5) → 5: dòng 6 …, cột “Tổng số” ghi “khoảng 5 triệu”: số ước lượng, cần một số chính xác.
| 1.250,5 triệu | x | x | |
    tong 1250.5 (5)
| 1.250,5 | x | x | | [3 text triệu]
    tong 1250.5 (5)
| 1.250,5 | x | x | | [3 text ]
    tong 1250.5 (5)
| 1.250 | x | x | | [3 text đồng]
    unit-differs (3): dòng 6 … ghi đơn vị tính “đồng”: mẫu tính bằng triệu đồng, nên số của dòng này chưa được tính.
| 1.250 | x | x | | [3 text Triệu đồng]
    tong 1250 (5)
| 1.250 | x | x | triệu đồng |
    tong 1250 (5)
    ghi chú: triệu đồng
| 1.250 | x | x | nghìn đồng | [2 text Kinh phí (nghìn đồng)]
    tong 1.25 (5)
    ghi chú: nghìn đồng
    scale-converted tong (-): dòng 6 …, cột “Tổng số”: bảng ghi “nghìn đồng”, mẫu tính bằng triệu đồng; các số tiền của bảng đã được đổi từ nghìn đồng sang triệu đồng.
| 0 | x | x | nghìn đồng |
    tong 0 (5)
    ghi chú: nghìn đồng
| | x | x | nghìn đồng |
    ghi chú: nghìn đồng
| a | x | x | nghìn đồng |
    ghi chú: nghìn đồng
    not-a-number tong (5): dòng 6 …, cột “Tổng số” ghi “a”: không phải số.
| 1 | x | x | nghìn đồng |
    tong 0.001 (5)
    ghi chú: nghìn đồng
    scale-converted tong (-): dòng 6 …, cột “Tổng số”: bảng ghi “nghìn đồng”, mẫu tính bằng triệu đồng; các số tiền của bảng đã được đổi từ nghìn đồng sang triệu đồng.
| 1.250.500.000 | x | x | đồng |
    tong 1250.5 (5)
    ghi chú: đồng
    scale-converted tong (-): dòng 6 …, cột “Tổng số”: bảng ghi “đồng”, mẫu tính bằng triệu đồng; các số tiền của bảng đã được đổi từ đồng sang triệu đồng.
| 1.250,5 | x | x | | [5 number 1250.5]
    tong 1250.5 (5)
| 1.250,5 | x | x | | [5 note 1.300]
    tong 1250.5 (5)
    ghi chú: 1.300
    note-at-figure tong (5): dòng 6 …, cột “Tổng số” ghi “1.250,5”: có nhận xét hoặc chú thích “1.300”; nội dung ghi trong ô vẫn được tính.
| 1.250,5 | x | x | | [5 number 1250.5] [5 format 1.251]
    shown-otherwise tong (5) → 1251: dòng 6 …, cột “Tổng số” ghi “1.250,5”: định dạng của ô làm hiện ra “1.251”, khác với nội dung lưu, nên chưa tính.
| 2.007) | x | x | |
    tong 2007 (5)
| 1 250) | x | x | |
    tong 1250 (5)
| 5(5) | x | x | |
    not-a-number tong (5): dòng 6 …, cột “Tổng số” ghi “5(5)”: không phải số.
| 1.250.000.000 đồng | x | x | |
    tong 1250 (5)
| năm triệu | x | x | |
    not-a-number tong (5) → 5: dòng 6 …, cột “Tổng số” ghi “năm triệu”: không phải số.
| 5 tỷ 200 triệu | x | x | |
    tong 5200 (5)
| 5 người | x | x | |
    wrong-unit tong (5) → 5: dòng 6 …, cột “Tổng số” ghi “5 người”: đơn vị tính không phải của cột này.
| 5 triệu + 6 triệu | x | x | |
    sum-in-words tong (5) → 11: dòng 6 …, cột “Tổng số” ghi “5 triệu + 6 triệu”: nhiều số trong một ô, cần một số tổng.
| khoảng 5 | x | x | |
    estimate tong (5) → 5: dòng 6 …, cột “Tổng số” ghi “khoảng 5”: số ước lượng, cần một số chính xác.
y_kien
| Cấp thêm bàn ghế | x | x | |
    ghi chú: Cấp thêm bàn ghế
| Cấp 5 bộ bàn ghế | 3 | x | thêm ghế |
    ghi chú: thêm ghế ↵ Cấp 5 bộ bàn ghế
    unasked-figure (6): dòng 7 …, cột “Công lập” ghi “3”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| | x | x | |
| Cấp thêm | x | x | | [5 columns 2]
    ghi chú: Cấp thêm
| Cấp thêm | x | x | | [5 note 3 bộ]
    ghi chú: 3 bộ ↵ Cấp thêm
    note-at-figure tong (5): dòng 7 …, cột “Tổng số” ghi “Cấp thêm”: có nhận xét hoặc chú thích “3 bộ”; nội dung ghi trong ô vẫn được tính.
| Cấp | thêm | x | |
    ghi chú: thêm ↵ Cấp
| Cấp | 0 | x | |
    ghi chú: Cấp
| Cấp | x | x | | [5 picture]
    shown-not-text tong (5): dòng 7 …, cột “Tổng số” ghi “Cấp”: tại ô còn có hình ảnh hoặc hình vẽ, không đọc được như chữ của ô nên chưa tính.
| | x | x | | [5 text-box thêm ghế]
    ghi chú: thêm ghế
| | x | x | | [5 note thêm 5 ghế]
    ghi chú: thêm 5 ghế
    note-without-figure tong (5) → 5: dòng 7 …, cột “Tổng số” để trống: số chỉ nằm trong nhận xét hoặc chú thích “thêm 5 ghế”.
| 5 | x | x | | [5 number 5]
    ghi chú: 5
| Cấp | x | x | | [5 hidden cột E bị ẩn]
    hidden-figure tong (5): dòng 7 …, cột “Tổng số” ghi “Cấp”: bị ẩn (cột E bị ẩn), người xem không nhìn thấy nên chưa tính.
| Cấp | x | x | | [5 struck bỏ]
    ghi chú: Cấp
Khu phố 1
| 400 | 300 | 75 |
    k_tong 400 (3)
    k_biet 300 (4)
    k_ti_le 75 (5)
| 400 người | 300 | 75% |
    k_tong 400 (3)
    k_biet 300 (4)
    k_ti_le 75 (5)
| a | 300 | 75 |
    k_biet 300 (4)
    k_ti_le 75 (5)
    not-a-number value (3): Dòng …, cột “Người trong độ tuổi” ghi “a”: không phải số.
| | 300 | 75 |
    k_biet 300 (4)
    k_ti_le 75 (5)
| 400 | 300 | 75 | [3 columns 2]
    k_biet 300 (4)
    k_ti_le 75 (5)
    merged-figures value (3): Dòng …, cột “Người trong độ tuổi” ghi “400”: ô này gộp các cột “Người trong độ tuổi” và “Biết chữ”, không rõ số này của cột nào.
| Không | 300 | 75 | [3 columns 2]
    k_tong 0 (3)
    k_biet 300 (4)
    k_ti_le 75 (5)
| 400 | 300 | 75 | [3 rows 2]
    k_biet 300 (4)
    k_ti_le 75 (5)
    merged-rows value (3): Dòng …, cột “Người trong độ tuổi” nằm trong ô gộp nhiều dòng (hàng 3 đến hàng 4 của bảng), ghi “400”: không rõ số này của dòng nào.
| 400 | 300 | 75 | [3 note 500]
    k_tong 400 (3)
    k_biet 300 (4)
    k_ti_le 75 (5)
    note-at-figure value (3): Dòng …, cột “Người trong độ tuổi” ghi “400”: có nhận xét hoặc chú thích “500”; nội dung ghi trong ô vẫn được tính.
| 400 | 300 | 75 | [4 struck 9]
    k_tong 400 (3)
    k_biet 300 (4)
    k_ti_le 75 (5)
    struck-letters value (4): Dòng …, cột “Biết chữ” ghi “300”: có “9” bị gạch ngang, coi như đã xóa.
| 400 | 300 | 75 | [0 hidden hàng 3 bị ẩn]
    hidden-cells (-): Bảng thứ 3 trong tệp có ô chứa nội dung nhưng bị ẩn: hàng 3 bị ẩn. Nội dung ẩn không được tính.
| 400 | 300 | 75 | [4 formula A1+B1]
    k_tong 400 (3)
    k_ti_le 75 (5)
    formula-without-result value (4): Dòng …, cột “Biết chữ” là công thức chưa có kết quả tính.
| 400 | 300 | 75 | [4 formula 100+200] [4 value 300]
    k_tong 400 (3)
    k_biet 300 (4)
    k_ti_le 75 (5)
    formula-computed value (4): Dòng …, cột “Biết chữ” là công thức chưa có kết quả; đã cộng được 300.
| 400 | 300 | 75 | [4 text-box 5]
    k_tong 400 (3)
    k_ti_le 75 (5)
    shown-not-text value (4) → 5: Dòng …, cột “Biết chữ” ghi “300”: tại ô còn có hộp chữ đặt trên ô “5”, không đọc được như chữ của ô nên chưa tính.
| 400 | 300 | 75 | [3 hidden cột C bị ẩn]
    k_biet 300 (4)
    k_ti_le 75 (5)
    hidden-figure value (3) → 400: Dòng …, cột “Người trong độ tuổi” ghi “400”: bị ẩn (cột C bị ẩn), người xem không nhìn thấy nên chưa tính.
| 400 | 300 | 75 | [2 note 500]
    k_tong 400 (3)
    k_biet 300 (4)
    k_ti_le 75 (5)
    note-at-figure (2): Dòng …, cột “Khu phố” ghi …: có nhận xét hoặc chú thích “500”.
| 400 | 300 | 75 | [2 text-box 5]
    k_tong 400 (3)
    k_biet 300 (4)
    k_ti_le 75 (5)
| 400 | 300 | 75 | [5 percent 0.75] [5 text 75%]
    k_tong 400 (3)
    k_biet 300 (4)
    k_ti_le 75 (5)
| Không | 0 | |
    k_tong 0 (3)
    k_biet 0 (4)
| 84909123456 | 300 | 75 |
    k_biet 300 (4)
    k_ti_le 75 (5)
    impossible-count value (3): Dòng …, cột “Người trong độ tuổi” ghi “84909123456”: lớn hơn 10.000.000, nhiều hơn mọi số đếm một đơn vị có thể có; có thể là số điện thoại, hoặc hai số dính nhau.
| 400 | 300 | 75 | [2 text ]
    unit-row-nameless (3): Hàng 3 của bảng có số liệu (400; 300; 75) mà không ghi tên đơn vị nên không rõ của ai.
Cộng
| 700 | 400 | 57,14 |
    k_tong 700 (3)
    k_biet 400 (4)
    k_ti_le 57.14 (5)
| 700 | 400 | 57,14 | [3 formula 400+300] [3 value 700]
    k_tong 700 (3)
    k_biet 400 (4)
    k_ti_le 57.14 (5)
| a | 400 | 57,14 |
    k_biet 400 (4)
    k_ti_le 57.14 (5)
    not-a-number value (3): Bảng 2 “Lớp theo khu phố”, cột “Người trong độ tuổi” ghi “a”: không phải số.
| | | |
| 700 | 400 | 57,14 | [3 note 800]
    k_tong 700 (3)
    k_biet 400 (4)
    k_ti_le 57.14 (5)
    note-at-figure value (3): Bảng 2 “Lớp theo khu phố”, cột “Người trong độ tuổi” ghi “700”: có nhận xét hoặc chú thích “800”; nội dung ghi trong ô vẫn được tính.
| 700 | 400 | 57,14 | [3 struck 8]
    k_tong 700 (3)
    k_biet 400 (4)
    k_ti_le 57.14 (5)
    struck-letters value (3): Bảng 2 “Lớp theo khu phố”, cột “Người trong độ tuổi” ghi “700”: có “8” bị gạch ngang, coi như đã xóa.
| 700 | 400 | 57,14 | [2 text Tổng cộng]
    k_tong 700 (3)
    k_biet 400 (4)
    k_ti_le 57.14 (5)
| 700 | 400 | 57,14 | [2 text Toàn phường]
    k_tong 700 (3)
    k_biet 400 (4)
    k_ti_le 57.14 (5)
| 700 | x | |
    k_tong 700 (3)
    not-a-number value (4): Bảng 2 “Lớp theo khu phố”, cột “Biết chữ” ghi “x”: không phải số.
"""

DRAWN = document(report())
LIST = {indicator.id for indicator in FORM.tables[1].indicators}


def said(case: Case, blanks: int) -> list[str]:
    """Return what is read of a row, as the cases have it, without what the form's rules say; the cells have blanks."""
    in_list = case.row not in FORM.by_id
    label = case.row if in_list else FORM.by_id[case.row].short_label
    table = next(item for item in DRAWN.tables() if item.number == (3 if in_list else 2))
    number = _row_of(table, label, FORM.by_id[case.row].code if not in_list else "")
    changed = case.within(DRAWN, table.number or 0, number, 3 if in_list else 5)
    found = submission_of(INTERPRETER, padded(changed, *BLANKS[blanks]), "bao-cao.docx")
    own = {case.row} if case.row in FORM.by_id else LIST if case.row == FORM.tables[1].total else set()
    kept = [(key, figure) for key, figure in found.figures.items() if key.indicator in own]
    kept += [item for row in found.rows or () if row.unit.name == case.row for item in row.figures.items()]
    lines = [
        f"{key.indicator if in_list else key.measure} {figure.value} ({figure.origin.column})"
        for key, figure in kept
        if figure.origin
    ]
    lines += [f"ghi chú: {found.notes[case.row]}"] if case.row in found.notes else []
    lines = [line.replace("\n", " ↵ ") for line in lines]
    shorter = lambda text: text.replace(f"“{label}”", "…").replace("Bảng 1 “Lớp và học sinh”, ", "")  # noqa: E731
    told = [item for item in found.findings if item.code not in CODES]
    return lines + [told_of(item, number, shorter) for item in told]


def _row_of(table: Table, label: str, code: str) -> int:
    return next(
        cells[0].row
        for cells in table.rows
        if any(cell.text.endswith(label) for cell in cells) and (not code or code in {c.text for c in cells})
    )


@pytest.mark.parametrize("text", by_row(CASES), ids=lambda text: text.partition("\n")[0])
@pytest.mark.parametrize("blanks", range(len(BLANKS)))
def test_a_row_says_its_figures_and_what_keeps_them_from_counting(text: str, blanks: int) -> None:
    assert not wrong(text, lambda case: said(case, blanks))
