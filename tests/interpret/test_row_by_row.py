"""What one row of the form's table says, cell by cell: each figure with its place, each finding word for word."""

from __future__ import annotations

import pytest

from htsd_cli.interpret import Interpreter
from htsd_cli.interpret.submission import submission_of
from tests.documents import FORM, document, form_rows, report
from tests.interpret.drawn_cells import Case, cases, told_of

INTERPRETER = Interpreter(FORM)
ANCHOR = {"classes.professional": ("1", "30")}  # a table with something in it beside the row looked at

# Columns: 2 the label, 3 the unit, 4 the number of classes or contests, 5 persons, 6 the note; "…" is the row.
CASES = """
classes.foreign_language
| 2 | 60 |  |
    count 2 (4)
    people 60 (5)
| 2 | 60 | 5 lớp |
    count 2 (4)
    people 60 (5)
    ghi chú: 5 lớp
|  |  | 3 lớp 60 người |
    ghi chú: 3 lớp 60 người
    unasked-figure count (6): Dòng “…”, cột “Ghi chú” ghi “3 lớp 60 người”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| 2 lớp 60 người |  |  |
    count 2 (4)
    people 60 (4)
| 2 lớp 60 người | 60 |  |
    count 2 (4)
    people 60 (5)
| 2 lớp 60 người | 61 |  |
    too-many-numbers count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2 lớp 60 người”: có nhiều số hơn số liệu mẫu hỏi ở ô này.
    too-many-numbers people (5): Dòng “…”, cột “Người” ghi “61”: có nhiều số hơn số liệu mẫu hỏi ở ô này.
| 60 người |  |  |
    people 60 (4)
    wrong-column people (4): Dòng “…”, cột “Người” để trống, số 60 đứng ở cột “Số lớp/số cuộc thi”; đã tính số này.
|  | 2 lớp |  |
    count 2 (5)
    wrong-column count (5): Dòng “…”, cột “Số lớp/số cuộc thi” để trống, số 2 đứng ở cột “Người”; đã tính số này.
| 60 người | 2 lớp |  |
    wrong-unit count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “60 người”: đơn vị tính không phải của cột này.
    wrong-unit people (5): Dòng “…”, cột “Người” ghi “2 lớp”: đơn vị tính không phải của cột này.
| 60 người | 5 |  |
    people 5 (5)
    wrong-unit count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “60 người”: đơn vị tính không phải của cột này.
| 2/300 |  |  |
    count 2 (4)
    people 300 (4)
| 2 ↵ 5 |  |  |
    too-many-numbers (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2 ↵ 5”: có nhiều số hơn số liệu mẫu hỏi ở ô này.
| 2 ↵ 6 |  |  |
    count 2 (4)
    people 6 (4)
|  | 2 ↵ 300 |  |
    too-many-numbers (5): Dòng “…”, cột “Người” ghi “2 ↵ 300”: có nhiều số hơn số liệu mẫu hỏi ở ô này.
| 2, 3 |  |  |
    sum-in-words (4) → 5: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2, 3”: nhiều số trong một ô, cần một số tổng.
| 2; 3; 4 |  |  |
    sum-in-words (4) → 9: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2; 3; 4”: nhiều số trong một ô, cần một số tổng.
| khoảng 2 |  |  |
    estimate count (4) → 2: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “khoảng 2”: số ước lượng, cần một số chính xác.
| 2-3 |  |  |
    range (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2-3”: một khoảng, cần một số.
| 2 lớp, 30 em, 3 lớp |  |  |
    too-many-numbers (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2 lớp, 30 em, 3 lớp”: có nhiều số hơn số liệu mẫu hỏi ở ô này.
| 2+3 |  |  |
    sum-in-words (4) → 5: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2+3”: nhiều số trong một ô, cần một số tổng.
| 2 lớp + 3 lớp |  |  |
    sum-in-words (4) → 5: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2 lớp + 3 lớp”: nhiều số trong một ô, cần một số tổng.
| 2 lớp và 30 em |  |  |
    count 2 (4)
    people 30 (4)
| 1.5 |  |  |
    decimal count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “1.5”: mục này chỉ nhận số nguyên.
| 1,250 |  |  |
    ambiguous-number (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “1,250”: cách viết số không rõ.
| 1 250 |  |  |
    ambiguous-number (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “1 250”: cách viết số không rõ.
| 12.000 |  |  |
    count 12000 (4)
| 1.25 |  |  |
    decimal count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “1.25”: mục này chỉ nhận số nguyên.
| 2 x 30 |  |  |
    not-a-number (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2 x 30”: không phải số.
| 30 em/2 lớp |  |  |
    count 2 (4)
    people 30 (4)
| 2 lớp (30 em) |  |  |
    count 2 (4)
    people 30 (4)
| 2(30) |  |  |
    count 2 (4)
    people 30 (4)
| 2 (30 em) |  |  |
    count 2 (4)
    people 30 (4)
| 2 – 30 |  |  |
    range (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2 – 30”: một khoảng, cần một số.
| II |  |  |
    not-a-number count (4) → 2: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “II”: không phải số.
| hai |  |  |
    not-a-number count (4) → 2: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “hai”: không phải số.
| hai lớp |  |  |
    not-a-number count (4) → 2: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “hai lớp”: không phải số.
| 2 lớp/ |  |  |
    not-a-number count (4) → 2: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2 lớp/”: không phải số.
| /30 |  |  |
    not-a-number (4) → 30: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “/30”: không phải số.
| -2 |  |  |
    negative count (4) → 2: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “-2”: số âm.
| - 2 lớp |  |  |
    count 2 (4)
| 2. |  |  |
    count 2 (4)
| 02 |  |  |
    count 2 (4)
| 2L/30N |  |  |
    count 2 (4)
    people 30 (4)
| 0/0 |  |  |
    count 0 (4)
    people 0 (4)
| không/30 |  |  |
    not-a-number (4) → 30: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “không/30”: không phải số.
| lớp 2 |  |  |
    not-a-number count (4) → 2: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “lớp 2”: không phải số.
| 2% |  |  |
    percentage count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2%”: tỷ lệ phần trăm, cần số lượng.
| 2 lớp ↵ 30 em |  |  |
    count 2 (4)
    people 30 (4)
| 2 lớp; 3 lớp; 30 em |  |  |
    too-many-numbers (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2 lớp; 3 lớp; 30 em”: có nhiều số hơn số liệu mẫu hỏi ở ô này.
| 2+3=5 |  |  |
    sum-in-words (4) → 5: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2+3=5”: nhiều số trong một ô, cần một số tổng.
| 2+3=6 |  |  |
    sum-in-words (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2+3=6”: nhiều số trong một ô, cần một số tổng.
| hơn 2 |  |  |
    estimate count (4) → 2: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “hơn 2”: số ước lượng, cần một số chính xác.
| 2 lớp x 30 em |  |  |
    not-a-number (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2 lớp x 30 em”: không phải số.
| 2 đồng |  |  |
    wrong-unit count (4) → 2: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2 đồng”: đơn vị tính không phải của cột này.
| O2 |  |  |
    letters-for-digits count (4) → 2: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “O2”: có chữ cái ở chỗ của chữ số.
| l2 |  |  |
    letters-for-digits count (4) → 12: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “l2”: có chữ cái ở chỗ của chữ số.
| =A1+B1 |  |  |
    formula-typed (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “=A1+B1”: là công thức gõ như chữ, không có kết quả tính.
| 2/30/5 |  |  |
    too-many-numbers (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2/30/5”: có nhiều số hơn số liệu mẫu hỏi ở ô này.
| 2/30 em |  |  |
    count 2 (4)
    people 30 (4)
| 2 lớp 30 |  |  |
    sum-in-words (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2 lớp 30”: nhiều số trong một ô, cần một số tổng.
| 12345678901234567 |  |  |
    ambiguous-number count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “12345678901234567”: cách viết số không rõ.
|  | 5 (năm lớp) |  |
    not-a-number people (5) → 5: Dòng “…”, cột “Người” ghi “5 (năm lớp)”: không phải số.
|  | 5 (năm người) |  |
    people 5 (5)
|  | 5 (sáu) |  |
    spellings-differ people (5): Dòng “…”, cột “Người” ghi “5 (sáu)”: số bằng chữ số và số ghi lại (bằng chữ hoặc trong ngoặc) khác nhau, không rõ số nào đúng.
| 5 (năm) |  |  |
    count 5 (4)
| Không | 60 |  |
    count 0 (4)
    people 60 (5)
| 2 | x |  |
    count 2 (4)
    not-a-number people (5): Dòng “…”, cột “Người” ghi “x”: không phải số.
| a | 60 |  |
    people 60 (5)
    not-a-number count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “a”: không phải số.
| 2 | 60 |  | [3 text 5 lớp]
    count 2 (4)
    people 60 (5)
    unasked-figure (3): Dòng “…”, cột “Đơn vị” ghi “5 lớp”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| 2 | 60 |  | [2 text Bồi dưỡng ngoại ngữ 45 người]
    extra-row (4): Dòng thêm “Bồi dưỡng ngoại ngữ 45 người” có số liệu (2; 60) nhưng không thuộc mẫu nên không tính.
| 2 | 60 |  | [4 hidden hàng 5 bị ẩn]
    people 60 (5)
    hidden-figure count (4) → 2: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2”: bị ẩn (hàng 5 bị ẩn), người xem không nhìn thấy nên chưa tính.
| 2 | 60 |  | [0 hidden hàng 5 bị ẩn]
    hidden-figure count (4) → 2: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2”: bị ẩn (hàng 5 bị ẩn), người xem không nhìn thấy nên chưa tính.
    hidden-figure people (5) → 60: Dòng “…”, cột “Người” ghi “60”: bị ẩn (hàng 5 bị ẩn), người xem không nhìn thấy nên chưa tính.
| 2 | 60 |  | [4 note sửa thành 3]
    count 2 (4)
    people 60 (5)
    ghi chú: sửa thành 3
    note-at-figure count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2”: có nhận xét hoặc chú thích “sửa thành 3”; nội dung ghi trong ô vẫn được tính.
|  | 60 |  | [4 note 3 lớp]
    people 60 (5)
    ghi chú: 3 lớp
    note-without-figure count (4) → 3: Dòng “…”, cột “Số lớp/số cuộc thi” để trống: số chỉ nằm trong nhận xét hoặc chú thích “3 lớp”.
|  | 60 |  | [4 note 3 lớp] [4 note 4 lớp]
    people 60 (5)
    ghi chú: 3 lớp ↵ 4 lớp
    note-without-figure count (4): Dòng “…”, cột “Số lớp/số cuộc thi” để trống: số chỉ nằm trong nhận xét hoặc chú thích “3 lớp; 4 lớp”.
|  | 60 |  | [4 note xem lại]
    people 60 (5)
    ghi chú: xem lại
| 2 | 60 |  | [6 note 45]
    count 2 (4)
    people 60 (5)
    ghi chú: 45
    note-at-figure (6): Dòng “…”, cột “Ghi chú” để trống: có nhận xét hoặc chú thích “45”.
| 2 | 60 |  | [4 struck 9]
    count 2 (4)
    people 60 (5)
    struck-letters count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2”: có “9” bị gạch ngang, coi như đã xóa.
|  | 60 |  | [4 struck 9]
    people 60 (5)
    left-out-figure count (4): Dòng “…”, cột “Số lớp/số cuộc thi” không còn số nào: trong ô chỉ có “9” là chữ bị gạch ngang.
|  | 60 |  | [4 picture]
    people 60 (5)
    shown-not-text count (4): Dòng “…”, cột “Số lớp/số cuộc thi” để trống: tại ô còn có hình ảnh hoặc hình vẽ, không đọc được như chữ của ô nên chưa tính.
| 2 | 60 |  | [4 format 2000] [4 number 2]
    people 60 (5)
    shown-otherwise count (4) → 2000: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2”: định dạng của ô làm hiện ra “2000”, khác với nội dung lưu, nên chưa tính.
| 2 | 60 |  | [4 format 2] [4 number 2]
    count 2 (4)
    people 60 (5)
| 2 | 60 |  | [4 text-box 3]
    people 60 (5)
    shown-not-text count (4) → 3: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2”: tại ô còn có hộp chữ đặt trên ô “3”, không đọc được như chữ của ô nên chưa tính.
|  | 60 |  | [4 text-box 3]
    people 60 (5)
    shown-not-text count (4) → 3: Dòng “…”, cột “Số lớp/số cuộc thi” để trống: tại ô còn có hộp chữ đặt trên ô “3”, không đọc được như chữ của ô nên chưa tính.
| 2 | 60 |  | [4 cut 2]
    people 60 (5)
    cut-figure count (4) → 2: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2”: phần “2” bị cắt mất hoặc bị đẩy ra ngoài ô, trên giấy không nhìn thấy, nên chưa tính.
| 2 | 60 |  | [3 picture logo]
    count 2 (4)
    people 60 (5)
| 2 | 60 |  | [6 text-box 45]
    count 2 (4)
    people 60 (5)
    ghi chú: 45
| 2² | 60 |  |
    count 2 (4)
    people 60 (5)
    raised-mark count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2²”: có “2” viết nhỏ, nâng lên hoặc hạ xuống, coi là dấu chú thích nên không tính.
| 14 | 60 |  | [4 date] [4 text 14/05/2026]
    people 60 (5)
    date-in-cell count (4) → 14: Dòng “…”, cột “Số lớp/số cuộc thi” hiện “14/05/2026”: Excel đã đổi nội dung gõ vào thành ngày tháng.
| 2 | 60 |  | [5 date] [5 text 02/60]
    count 2 (4)
    date-in-cell people (5) → 60: Dòng “…”, cột “Người” hiện “02/60”: Excel đã đổi nội dung gõ vào thành ngày tháng.
| 2 | 0.5 |  | [5 percent 0.5]
    count 2 (4)
    percentage people (5): Dòng “…”, cột “Người” ghi “0.5”: tỷ lệ phần trăm, cần số lượng.
| 2 | 1/2 |  | [5 fraction 0.5]
    count 2 (4)
    ambiguous-number people (5): Dòng “…”, cột “Người” ghi “1/2”: cách viết số không rõ.
| 2 | #REF! |  | [5 error]
    count 2 (4)
    error-value people (5): Dòng “…”, cột “Người” hiện lỗi “#REF!”.
| 2 | TRUE |  | [5 boolean]
    count 2 (4)
    not-a-number people (5): Dòng “…”, cột “Người” ghi “TRUE”: không phải số.
| 2 | 7 |  | [5 formula A1+B1]
    count 2 (4)
    formula-without-result people (5): Dòng “…”, cột “Người” là công thức chưa có kết quả tính.
| 2 | 7 |  | [5 formula 3+4] [5 value 7]
    count 2 (4)
    people 7 (5)
    formula-computed people (5): Dòng “…”, cột “Người” là công thức chưa có kết quả; đã cộng được 7.
| 2 | 2.5 |  | [5 number 2.5]
    count 2 (4)
    decimal people (5) → 2500: Dòng “…”, cột “Người” ghi “2.5”: mục này chỉ nhận số nguyên.
| 2 | -3 |  | [5 number -3]
    count 2 (4)
    negative people (5) → 3: Dòng “…”, cột “Người” ghi “-3”: số âm.
| 2 | 60 |  | [4 columns 2]
    count 2 (4)
    people 60 (5)
| 2/60 |  |  | [4 rows 2]
    merged-rows count (4): Dòng “…”, cột “Số lớp/số cuộc thi” nằm trong ô gộp nhiều dòng (hàng 6 đến hàng 7 của bảng), ghi “2/60”: không rõ số này của dòng nào.
    merged-rows count (4): Dòng “Bồi dưỡng nâng cao trình độ tin học cho cán bộ, công chức, viên chức”, cột “Số lớp/số cuộc thi” nằm trong ô gộp nhiều dòng (hàng 6 đến hàng 7 của bảng), ghi “2/60”: không rõ số này của dòng nào.
| 2 | 60 |  | [4 note Cần sửa: ghi lại ↵ → 3]
    count 2 (4)
    people 60 (5)
| 2 | 60 |  | [5 note có 5 người và nhiều người nữa và nhiều người nữa và nhiều người nữa và nhiều người nữa và nhiều người nữa và nhiều người nữa và nhiều người nữa và nhiều người nữa và nhiều người nữa và nhiều người nữa và nhiều người nữa và nhiều người nữa và nhiều người nữa và nhiều người nữa đến dự]
    count 2 (4)
    people 60 (5)
    ghi chú: có 5 người và nhiều người nữa và nhiều người nữa và nhiều người nữa và nhiều người nữa và nhiều người nữa và nhiều người nữa và nhiều người nữa và nhiều người nữa và nhiều người nữa và nhiều người nữa và nhiều người nữa và nhiều người nữa và nhiều người nữa và nhiều người nữa đến dự
    note-at-figure people (5): Dòng “…”, cột “Người” ghi “60”: có nhận xét hoặc chú thích “có 5 người và nhiều người nữa và nhiều người nữa và nhiều người nữa và nhiều người nữa và nhiều người nữa và nhiều người nữa và nhiều người nữa và nhiều người nữa và nhiều người nữa và nhiều người nữa và nhiều người nữa và nhiều người nữa…”; nội dung ghi trong ô vẫn được tính.
| 2 | 60 |  | [4 raised 1]
    count 2 (4)
    people 60 (5)
    raised-mark count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2”: có “1” viết nhỏ, nâng lên hoặc hạ xuống, coi là dấu chú thích nên không tính.
| 2 | 60 |  | [4 exponent 3]
    people 60 (5)
    shown-not-text count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2”: tại ô còn có số mũ hoặc công thức toán “3”, không đọc được như chữ của ô nên chưa tính.
| 2 | 60 |  | [4 unseen 9]
    count 2 (4)
    people 60 (5)
    unseen-letters count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2”: bên cạnh còn “9” mà người xem không nhìn thấy (chữ ẩn, cùng màu nền hoặc quá nhỏ); phần ấy không được tính.
| 2 | 60 |  | [4 placeholder Chọn]
    count 2 (4)
    people 60 (5)
|  | 60 |  | [4 placeholder Chọn]
    people 60 (5)
|  | 60 |  | [4 list-number 1.]
    people 60 (5)
    shown-not-text count (4) → 1: Dòng “…”, cột “Số lớp/số cuộc thi” để trống: tại ô còn có số thứ tự do máy tự đánh “1.”, không đọc được như chữ của ô nên chưa tính.
| 2 | 60 |  | [4 list-number 2]
    people 60 (5)
    shown-not-text count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2”: tại ô còn có số thứ tự do máy tự đánh “2”, không đọc được như chữ của ô nên chưa tính.
|  | 60 |  | [4 control 5]
    people 60 (5)
    shown-not-text count (4) → 5: Dòng “…”, cột “Số lớp/số cuộc thi” để trống: tại ô còn có ô điền của biểu mẫu “5”, không đọc được như chữ của ô nên chưa tính.
| 2 | 60 |  | [4 object Equation]
    people 60 (5)
    shown-not-text count (4) → 2: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2”: tại ô còn có đối tượng chèn từ chương trình khác “Equation”, không đọc được như chữ của ô nên chưa tính.
| 2 | 60 |  | [4 stale 3] [4 number 2]
    people 60 (5)
    stale-result count (4) → 3: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2”: công thức trong ô tính lại ra “3”, khác với kết quả lưu trong tệp, nên chưa tính.
| 2 | 60 |  | [4 unknown w:x]
    people 60 (5)
    shown-not-text count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2”: tại ô còn có nội dung chưa đọc được “w:x”, không đọc được như chữ của ô nên chưa tính.
| 10³ | 60 |  |
    people 60 (5)
    shown-not-text count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “10³”: tại ô còn có số mũ hoặc công thức toán “10³”, không đọc được như chữ của ô nên chưa tính.
| 2 | 60 |  | [6 struck 45]
    count 2 (4)
    people 60 (5)
|  |  | đã tổ chức 3 lớp |
    ghi chú: đã tổ chức 3 lớp
news_items
| 14 |  | ✓ |
    count 14 (4)
    ghi chú: ✓
|  | 7 |  |
    count 7 (5)
    wrong-column count (5): Dòng 2 “…”, cột “Số lớp/số cuộc thi” để trống, số 7 đứng ở cột “Người”; đã tính số này.
| 7 | 7 |  |
    count 7 (4)
    unasked-figure people (5): Dòng 2 “…”, cột “Người” ghi “7”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| 7 | 0 |  |
    count 7 (4)
    không hỏi: 5
| 7 | không |  |
    count 7 (4)
    không hỏi: 5
| 7 | đã đăng |  |
    count 7 (4)
    ghi chú: đã đăng
|  | đã đăng |  |
    ghi chú: đã đăng
|  | 7 tin |  |
    count 7 (5)
    wrong-column count (5): Dòng 2 “…”, cột “Số lớp/số cuộc thi” để trống, số 7 đứng ở cột “Người”; đã tính số này.
| 7 lớp |  |  |
    stray-unit count (4): Dòng 2 “…”, cột “Số lớp/số cuộc thi” ghi “7 lớp”: dòng này tính theo “Tin, bài/ cuộc”, ô lại ghi “lớp”.
|  | 7 lớp |  |
    stray-unit count (5): Dòng 2 “…”, cột “Người” ghi “7 lớp”: dòng này tính theo “Tin, bài/ cuộc”, ô lại ghi “lớp”.
| 7 | 5 người |  |
    count 7 (4)
    unasked-figure people (5): Dòng 2 “…”, cột “Người” ghi “5 người”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
|  |  | 7 |
    ghi chú: 7
    unasked-figure count (6): Dòng 2 “…”, cột “Ghi chú” ghi “7”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| 7 |  | gồm 5 người |
    count 7 (4)
    ghi chú: gồm 5 người
| 7 |  | đơn vị tính: người |
    count 7 (4)
    ghi chú: đơn vị tính: người
    note-at-figure count (4): Dòng 2 “…”, cột “Số lớp/số cuộc thi” ghi “7”: có nhận xét hoặc chú thích “đơn vị tính: người”; nội dung ghi trong ô vẫn được tính.
| 7 |  | người |
    count 7 (4)
    ghi chú: người
    note-at-figure count (4): Dòng 2 “…”, cột “Số lớp/số cuộc thi” ghi “7”: có nhận xét hoặc chú thích “người”; nội dung ghi trong ô vẫn được tính.
| 0 |  | người |
    count 0 (4)
    ghi chú: người
| 7 bài 3 người |  |  |
    count 7 (4)
    unasked-figure people (4): Dòng 2 “…”, cột “Số lớp/số cuộc thi” ghi “7 bài 3 người”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| 7 |  |  | [5 picture]
    count 7 (4)
|  |  |  | [5 picture]
    shown-not-text count (5): Dòng 2 “…”, cột “Người” để trống: tại ô còn có hình ảnh hoặc hình vẽ, không đọc được như chữ của ô nên chưa tính.
|  |  |  | [4 picture]
    shown-not-text count (4): Dòng 2 “…”, cột “Số lớp/số cuộc thi” để trống: tại ô còn có hình ảnh hoặc hình vẽ, không đọc được như chữ của ô nên chưa tính.
| 7 |  |  | [4 note 8]
    count 7 (4)
    ghi chú: 8
    note-at-figure count (4): Dòng 2 “…”, cột “Số lớp/số cuộc thi” ghi “7”: có nhận xét hoặc chú thích “8”; nội dung ghi trong ô vẫn được tính.
|  |  |  | [5 note 8]
    ghi chú: 8
    note-without-figure count (5) → 8: Dòng 2 “…”, cột “Người” để trống: số chỉ nằm trong nhận xét hoặc chú thích “8”.
|  |  |  | [4 hidden cột D bị ẩn] [4 text 7]
    hidden-figure count (4) → 7: Dòng 2 “…”, cột “Số lớp/số cuộc thi” ghi “7”: bị ẩn (cột D bị ẩn), người xem không nhìn thấy nên chưa tính.
awards.individuals
| đã khen thưởng |  |  |
    ghi chú: đã khen thưởng
| 9 |  |  |
    people 9 (4)
    first-column people (4): Dòng “…”, cột “Người” để trống, số 9 đứng ở cột “Số lớp/số cuộc thi”; đã tính số này.
|  | 9 |  |
    people 9 (5)
| 9 cuộc |  |  |
    wrong-unit people (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “9 cuộc”: đơn vị tính không phải của cột này.
classes.participants
|  | 120 |  |
    people 120 (5)
book_drive
| 5 |  |  |
    figure-on-heading-row (4): Dòng 4 “Phát động phong trào và tổ chức quyên góp sách giúp xây dựng tủ…”, cột “Số lớp/số cuộc thi” ghi “5”: đây là dòng tiêu đề, số phải ghi ở các dòng bên dưới.
|  | 0 |  |
    không hỏi: 5
| có phát động |  |  |
    ghi chú: có phát động
| 5 |  |  | [4 note 8]
    ghi chú: 8
    figure-on-heading-row (4): Dòng 4 “Phát động phong trào và tổ chức quyên góp sách giúp xây dựng tủ…”, cột “Số lớp/số cuộc thi” ghi “5”: đây là dòng tiêu đề, số phải ghi ở các dòng bên dưới.
    note-at-figure (4): Dòng 4 “Phát động phong trào và tổ chức quyên góp sách giúp xây dựng tủ…”, cột “Số lớp/số cuộc thi” ghi “5”: có nhận xét hoặc chú thích “8”.
|  |  |  | [4 text-box 8]
    unasked-figure (4): Dòng 4 “Phát động phong trào và tổ chức quyên góp sách giúp xây dựng tủ…”, cột “Số lớp/số cuộc thi” ghi “8”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
funding.state_budget
|  | 5.000.000 |  |
    amount 5000000 (5)
| 5.000.000 |  |  |
    amount 5000000 (4)
| 5.000.000 | 5.000.000 |  |
    amount 5000000 (4)
    không hỏi: 5
| 5.000.000 | 6.000.000 |  |
    too-many-numbers amount (5): Dòng “…”, cột “Người” ghi “6.000.000”: có nhiều số hơn số liệu mẫu hỏi ở ô này.
| 0 | 6.000.000 |  |
    too-many-numbers amount (5): Dòng “…”, cột “Người” ghi “6.000.000”: có nhiều số hơn số liệu mẫu hỏi ở ô này.
| 6.000.000 | 0 |  |
    too-many-numbers amount (5): Dòng “…”, cột “Người” ghi “0”: có nhiều số hơn số liệu mẫu hỏi ở ô này.
|  | 5.000 |  | [3 text nghìn đồng]
    amount 5000000 (5)
    scaled-amount amount (5): Dòng “…”, cột “Người” ghi “5.000”, bảng ghi đơn vị là nghìn đồng: tính là 5.000.000 đồng.
|  | 5 |  | [3 text triệu đồng]
    amount 5000000 (5)
    scaled-amount amount (5): Dòng “…”, cột “Người” ghi “5”, bảng ghi đơn vị là triệu đồng: tính là 5.000.000 đồng.
|  | 5.000.000 |  | [3 text triệu đồng]
    scale-unclear amount (5) → 5000000: Dòng “…”, cột “Người” ghi “5.000.000”: không rõ là bao nhiêu đồng.
|  | 5.000 | đơn vị: triệu đồng | [3 text nghìn đồng]
    ghi chú: đơn vị: triệu đồng
    scales-differ amount (5) → 5000000: Dòng “…”, cột “Người” ghi “5.000”: bảng ghi đơn vị tiền khác nhau (“nghìn đồng”, “đơn vị: triệu đồng”), không rõ là bao nhiêu đồng.
|  | 5 | triệu đồng |
    amount 5000000 (5)
    ghi chú: triệu đồng
    scaled-amount amount (5): Dòng “…”, cột “Người” ghi “5”, bảng ghi đơn vị là triệu đồng: tính là 5.000.000 đồng.
|  | 5.000.000 | bằng chữ: năm triệu đồng |
    amount 5000000 (5)
    ghi chú: bằng chữ: năm triệu đồng
|  | 5.000.000 | 5 triệu đồng |
    amount 5000000 (5)
    ghi chú: 5 triệu đồng
|  | 5 | 5 triệu |
    ghi chú: 5 triệu
    scale-unclear amount (5) → 5000000: Dòng “…”, cột “Người” ghi “5 (ghi chú: 5 triệu)”: không rõ là bao nhiêu đồng.
|  | 12,5 |  |
    scale-unclear amount (5): Dòng “…”, cột “Người” ghi “12,5”: không rõ là bao nhiêu đồng.
|  | 12,5 triệu |  |
    amount 12500000 (5)
|  | 5 cuộc |  |
    wrong-unit amount (5) → 5: Dòng “…”, cột “Người” ghi “5 cuộc”: đơn vị tính không phải của cột này.
|  | 5.000.000 |  | [5 hidden hàng 41 bị ẩn]
    hidden-figure amount (5) → 5000000: Dòng “…”, cột “Người” ghi “5.000.000”: bị ẩn (hàng 41 bị ẩn), người xem không nhìn thấy nên chưa tính.
|  | 5000000 |  | [5 number 5000000]
    amount 5000000 (5)
|  | 5000.5 |  | [5 number 5000.5]
    scale-unclear amount (5) → 5000500: Dòng “…”, cột “Người” ghi “5000.5”: không rõ là bao nhiêu đồng.
|  | 1tr5 |  |
    amount 1500000 (5)
|  | 1tr5 đồng 6 |  |
    ambiguous-number amount (5): Dòng “…”, cột “Người” ghi “1tr5 đồng 6”: cách viết số không rõ.
|  | 2 triệu 1500 nghìn |  |
    ambiguous-number amount (5): Dòng “…”, cột “Người” ghi “2 triệu 1500 nghìn”: cách viết số không rõ.
|  | 3 triệu + 2 triệu |  |
    sum-in-words amount (5) → 5000000: Dòng “…”, cột “Người” ghi “3 triệu + 2 triệu”: nhiều số trong một ô, cần một số tổng.
|  | 3 triệu - 4 triệu |  |
    range amount (5): Dòng “…”, cột “Người” ghi “3 triệu - 4 triệu”: một khoảng, cần một số.
|  | 5.000.000 (5 triệu) |  |
    amount 5000000 (5)
|  | 5.000.000 (6 triệu) |  |
    spellings-differ amount (5): Dòng “…”, cột “Người” ghi “5.000.000 (6 triệu)”: số bằng chữ số và số ghi lại (bằng chữ hoặc trong ngoặc) khác nhau, không rõ số nào đúng.
|  | 5.000.000 (năm triệu đồng) |  |
    amount 5000000 (5)
|  | 1.500 triệu |  |
    scale-unclear amount (5) → 1500000000: Dòng “…”, cột “Người” ghi “1.500 triệu”: không rõ là bao nhiêu đồng.
other
| Trao học bổng |  |  |
    nội dung khác: Trao học bổng
|  |  | Trao 5 suất |
    ghi chú: Trao 5 suất
|  |  |  | [2 text Các nội dung khác (nếu có): trao học bổng]
    nội dung khác: trao học bổng
|  |  |  | [2 text Các nội dung khác (nếu có) ↵ Trao học bổng]
    nội dung khác: Trao học bổng
"""


def said(case: Case) -> list[str]:
    """Return what is read of a row, as the cases have it."""
    drawn = document(report(form_rows(ANCHOR | {case.row: case.cells})))
    number, label = FORM.position[case.row] + 3, FORM.by_id[case.row].short_label
    ((_, table),) = INTERPRETER.read(case.within(drawn, 2, number)).tables
    figures = table.figures.get(case.row, {}).items()
    places = table.origins.get(case.row, {})
    lines = [f"{measure} {value} ({places[measure].column})" for measure, value in figures]
    lines += [f"ghi chú: {table.notes[case.row]}"] if case.row in table.notes else []
    lines += [f"nội dung khác: {table.other}"] if table.other else []
    lines += [f"không hỏi: {origin.column}" for origin in table.unasked]
    lines = [line.replace("\n", " ↵ ") for line in lines]
    shorter = lambda text: text.replace(label, "…")  # noqa: E731
    return lines + [told_of(found, number, shorter) for found in table.findings]


@pytest.mark.parametrize("case", cases(CASES), ids=lambda case: case.row)
def test_a_row_says_its_figures_and_what_keeps_them_from_counting(case: Case) -> None:
    assert said(case) == list(case.told)


def places(drawing: str) -> list[tuple[str, str]]:
    """Return the places in the row of the budget's money that are told, with their findings' codes."""
    found = submission_of(INTERPRETER, document(report(drawing)), "bao-cao.docx").findings
    told = [item for item in found if item.indicator == "funding.state_budget"]
    return [(item.code, item.where.partition("”, ")[2]) for item in told]


def test_what_the_rules_say_of_a_figure_names_the_column_where_it_stands() -> None:
    assert [
        places(form_rows(ANCHOR | {"funding.state_budget": cells}))
        for cells in (("5.000",), ("", "5.000"), ("5.000.000.000.000",), ("", "5.000.000.000.000"))
    ] == [
        [("small-amount", "cột “Số lớp/số cuộc thi”")],
        [("small-amount", "cột “Người”")],
        [("larger-than-neighbours", "cột “Số lớp/số cuộc thi”")],
        [("larger-than-neighbours", "cột “Người”")],
    ]


def test_rows_that_come_twice_are_told_at_the_column_of_their_figures() -> None:
    rows = form_rows(ANCHOR | {"funding.state_budget": ("", "5.000.000")})
    row = next(line for line in rows.splitlines() if "5.000.000" in line)
    assert [
        places(rows.replace(row, f"{row}\n{row.replace('5.000.000', text)}"))
        for text in ("5.000.000", "6.000.000")
    ] == [[("doubled-row-same", "cột “Người”")], [("doubled-row", "cột “Người”")]]


def test_one_column_for_both_quantities_is_called_as_in_the_file() -> None:
    _, _, *rows = form_rows(
        {"classes.foreign_language": ("khoảng 2",), "classes.professional": ("30 người",)}
    ).splitlines()
    heading = "| STT | Các hoạt động | Đơn vị | Số lượng | Ghi chú |\n"
    lines = ["|".join([*row.split("|")[:5], "", ""]) for row in rows]
    ((_, found),) = INTERPRETER.read(document(report(heading + "\n".join(lines)))).tables
    assert [item.where.partition("”, ")[2] for item in found.findings] == ["cột “Số lượng”"]
    assert found.origins["classes.professional"]["people"].heading == "Số lượng"
