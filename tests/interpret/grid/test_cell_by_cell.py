"""What one row of any form's table says, cell by cell: each figure with its place, each finding word for word."""

from __future__ import annotations

import pytest

from htsd_cli.checks import CODES
from htsd_cli.interpret.submission import submission_of
from htsd_cli.values.document import Cell, Table
from tests.documents import document
from tests.interpret.drawn_cells import Case, cases, told_of
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
| 600 | 500 | 100 | | [2 text Trong đó: Nữ 45 em]
    tong 600 (5)
    cong_lap 500 (6)
    tu_thuc 100 (7)
    unasked-figure (2): dòng … ghi “Trong đó: Nữ 45 em”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
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
kinh_phi
| 1.250,5 | x | x | |
    tong 1250.5 (5)
| 1.250.500 | x | x | | [3 text nghìn đồng]
    unit-differs (3): dòng 6 … ghi đơn vị tính “nghìn đồng”: mẫu tính bằng triệu đồng, nên số của dòng này chưa được tính.
    amount-unclear tong (5) → 1.2505: dòng 6 …, cột “Tổng số” ghi “1.250.500”: lớn khác thường đối với số tính bằng triệu đồng, không rõ có phải ghi theo đơn vị khác.
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
    amount-unclear tong (5) → 1: dòng 6 …, cột “Tổng số” ghi “1.000.000”: lớn khác thường đối với số tính bằng triệu đồng, không rõ có phải ghi theo đơn vị khác.
| 1tr5 | x | x | |
    tong 1.5 (5)
| 1.250,5 | x | x | | [5 hidden hàng 15 bị ẩn]
    hidden-figure tong (5) → 1250.5: dòng 6 …, cột “Tổng số” ghi “1.250,5”: bị ẩn (hàng 15 bị ẩn), người xem không nhìn thấy nên chưa tính.
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
    hidden-cells (-): Trang “bảng thứ 3” có ô chứa nội dung nhưng bị ẩn: hàng 3 bị ẩn. Nội dung ẩn không được tính.
| 400 | 300 | 75 | [4 formula A1+B1]
    k_tong 400 (3)
    k_ti_le 75 (5)
    formula-without-result value (4): Dòng …, cột “Biết chữ” là công thức chưa có kết quả tính.
| 400 | 300 | 75 | [4 formula 100+200] [4 value 300]
    k_tong 400 (3)
    k_biet 300 (4)
    k_ti_le 75 (5)
    formula-computed value (4): Dòng …, cột “Biết chữ” là công thức chưa có kết quả; đã cộng được 300.
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
"""

LIST = {indicator.id for indicator in FORM.tables[1].indicators}


def said(case: Case) -> list[str]:
    """Return what is read of a row, as the cases have it, without what the form's rules say."""
    in_list = case.row not in FORM.by_id
    label = case.row if in_list else FORM.by_id[case.row].short_label
    drawn = document(report())
    table = next(item for item in drawn.tables() if item.number == (3 if in_list else 2))
    number = _row_of(table, label, FORM.by_id[case.row].code if not in_list else "")

    def filled(cell: Cell) -> Cell:
        place = cell.column - (3 if in_list else 5)
        inside = cell.row == number and 0 <= place < len(case.cells)
        return cell._replace(text=case.cells[place]) if inside else cell

    rows = tuple(tuple(map(filled, row)) for row in table.rows)
    blocks = tuple(table._replace(rows=rows) if block is table else block for block in drawn.blocks)
    changed = case.within(drawn._replace(blocks=blocks), table.number or 0, number)
    found = submission_of(INTERPRETER, changed, "bao-cao.docx")
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


@pytest.mark.parametrize("case", cases(CASES), ids=lambda case: case.row)
def test_a_row_says_its_figures_and_what_keeps_them_from_counting(case: Case) -> None:
    assert said(case) == list(case.told)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("| | Nữ | người | 07 | 600 | 500 | 100 | < |", "tong 600, cong_lap 500, tu_thuc 100"),
        ("| | Nữ | người | 07 | 600 | chưa | < | < |", "tong 600, ghi chú: chưa"),
        ("| | Nữ | người | 07 | 600 | 500 | Không | < |", "tong 600, cong_lap 500, ghi chú: Không"),
        (
            "| | Nữ | người | 07 | 600 | 500 | < | < |",
            "tong 600, merged-figures cong_lap “500”, merged-figures tu_thuc “500”",
        ),
        (
            "| | Nữ | 45 người | < | < | 500 | 100 | |",
            "cong_lap 500, tu_thuc 100, unasked-figure None “45 người”",
        ),
        ("| | Nữ | người | < | < | 500 | 100 | |", "cong_lap 500, tu_thuc 100"),
    ],
)
def test_no_number_vanishes_in_a_cell_that_joins_columns_of_figures_with_others(row: str, told: str) -> None:
    drawn = report().replace("| | Nữ | người | 07 | 35 | 28 | 7 | |", row)
    found = submission_of(INTERPRETER, document(drawn), "bao-cao.docx")
    said = [
        f"{key.measure} {item.value}"
        for key, item in found.figures.items()
        if key.indicator == "giao_vien_nu"
    ]
    said += [f"ghi chú: {found.notes['giao_vien_nu']}"] if "giao_vien_nu" in found.notes else []
    said += [
        f"{item.code} {item.measure} “{item.origin.text}”"
        for item in found.findings
        if item.indicator == "giao_vien_nu" and item.origin and item.code not in CODES
    ]
    assert ", ".join(said) == told
