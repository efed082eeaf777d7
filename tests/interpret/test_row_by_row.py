"""What one row of the form's table says, cell by cell: each figure with its place, each finding word for word."""

from __future__ import annotations

from htsd_cli.interpret import Interpreter
from tests.documents import FORM, document, form_rows, report
from tests.interpret.drawn_cells import Case, told_of, wrong

INTERPRETER = Interpreter(FORM)
# A table with something in it beside the row looked at.
DRAWN = document(report(form_rows({"classes.professional": ("1", "30")})))

# Columns: 2 the label, 3 the unit, 4 the number of classes or contests, 5 persons, 6 the note; "…" is the row.
CASES = """
classes.foreign_language
|  |  |  | [3 columns 2]
|  |  |  | [3 text 2 lớp/80 người]
    count 2 (3)
    people 80 (3)
    pair-beside (3): Dòng “…”, cột “Đơn vị” ghi “2 lớp/80 người”, các ô số của dòng để trống: đã tính 2 ở cột “Số lớp/số cuộc thi” và 80 ở cột “Người”.
|  |  |  | [2 text Bồi dưỡng nâng cao trình độ ngoại ngữ cho cán bộ, công chức, viên chức: 2 lớp/80 người]
    count 2 (2)
    people 80 (2)
    pair-beside (2): Dòng “…”, cột “Các hoạt động” ghi “…: 2 lớp/80 người”, các ô số của dòng để trống: đã tính 2 ở cột “Số lớp/số cuộc thi” và 80 ở cột “Người”.
|  |  |  | [3 text 2/80]
    unasked-figure (3): Dòng “…”, cột “Đơn vị” ghi “2/80”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
|  |  |  | [3 text 2 lớp]
    unasked-figure (3): Dòng “…”, cột “Đơn vị” ghi “2 lớp”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
|  |  |  | [3 text 2 lớp/khoảng 80 người]
    unasked-figure (3): Dòng “…”, cột “Đơn vị” ghi “2 lớp/khoảng 80 người”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| 2 |  |  | [3 text 2 lớp/80 người]
    count 2 (4)
    unasked-figure (3): Dòng “…”, cột “Đơn vị” ghi “2 lớp/80 người”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
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
| 2; 6 |  |  |
    count 2 (4)
    people 6 (4)
| 2 ↵ 6 |  |  |
    too-many-numbers (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2 ↵ 6”: có nhiều số hơn số liệu mẫu hỏi ở ô này.
| 2 ↵ 10 |  |  |
    count 2 (4)
    people 10 (4)
| 1 | 1 ↵ 4 |  |
    count 1 (4)
    too-many-numbers people (5): Dòng “…”, cột “Người” ghi “1 ↵ 4”: có nhiều số hơn số liệu mẫu hỏi ở ô này.
| 1 | 1 ↵ 40 |  |
    count 1 (4)
    people 40 (5)
| 10 | 10 ↵ 99 |  |
    count 10 (4)
    too-many-numbers people (5): Dòng “…”, cột “Người” ghi “10 ↵ 99”: có nhiều số hơn số liệu mẫu hỏi ở ô này.
| 1 ↵ 4 | 4 |  |
    people 4 (5)
    too-many-numbers count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “1 ↵ 4”: có nhiều số hơn số liệu mẫu hỏi ở ô này.
|  |  |  | [4 columns 2] [4 text 1 ↵ 4]
    count 1 (4)
    people 4 (4)
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
| 2 | 60 |  | [4 rows 2]
    people 60 (5)
    merged-rows count (4): Dòng “…”, cột “Số lớp/số cuộc thi” nằm trong ô gộp nhiều dòng (hàng 6 đến hàng 7 của bảng), ghi “2”: không rõ số này của dòng nào.
    merged-rows count (4): Dòng “Bồi dưỡng nâng cao trình độ tin học cho cán bộ, công chức, viên chức”, cột “Số lớp/số cuộc thi” nằm trong ô gộp nhiều dòng (hàng 6 đến hàng 7 của bảng), ghi “2”: không rõ số này của dòng nào.
|  | 60 |  | [5 rows 2]
    merged-rows people (5): Dòng “…”, cột “Người” nằm trong ô gộp nhiều dòng (hàng 6 đến hàng 7 của bảng), ghi “60”: không rõ số này của dòng nào.
    merged-rows people (5): Dòng “Bồi dưỡng nâng cao trình độ tin học cho cán bộ, công chức, viên chức”, cột “Người” nằm trong ô gộp nhiều dòng (hàng 6 đến hàng 7 của bảng), ghi “60”: không rõ số này của dòng nào.
| không | 60 |  | [4 rows 2]
    count 0 (4)
    people 60 (5)
| 2/60 |  |  | [4 columns 2]
    count 2 (4)
    people 60 (4)
| 60 |  |  | [4 columns 2]
    merged-columns (4): Dòng “…” ghi “60”: ô này gộp cả hai cột “Số lớp/số cuộc thi” và “Người”, không rõ số này của cột nào.
| 2 lớp |  |  | [4 columns 2]
    count 2 (4)
| 60 người |  |  | [4 columns 2]
    people 60 (4)
| 1,234 lớp |  |  | [4 columns 2]
    merged-columns (4): Dòng “…” ghi “1,234 lớp”: ô này gộp cả hai cột “Số lớp/số cuộc thi” và “Người”, không rõ số này của cột nào.
| không |  |  | [4 columns 2]
    count 0 (4)
    people 0 (4)
| x |  |  | [4 columns 2]
    not-a-number (4): Dòng “…” ghi “x”: không phải số.
| khoảng 60 |  |  | [4 columns 2]
    estimate (4) → 60: Dòng “…” ghi “khoảng 60”: số ước lượng, cần một số chính xác.
| … |  |  | [4 columns 2]
| 2 | 60 | xem phụ lục | [5 columns 2]
    count 2 (4)
    people 60 (5)
    ghi chú: xem phụ lục
| 1 234 |  |  |
    ambiguous-number (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “1 234”: cách viết số không rõ.
| 1 234 lớp |  |  |
    count 1234 (4)
| 1 234 | 60 |  |
    count 1234 (4)
    people 60 (5)
| 1,234 người |  |  |
    ambiguous-number (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “1,234 người”: cách viết số không rõ.
|  | 1 234 |  |
    ambiguous-number (5): Dòng “…”, cột “Người” ghi “1 234”: cách viết số không rõ.
|  | 1 234 người |  |
    people 1234 (5)
| 2; 300 |  |  |
    count 2 (4)
    people 300 (4)
| 20; 59 |  |  |
    too-many-numbers (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “20; 59”: có nhiều số hơn số liệu mẫu hỏi ở ô này.
| 20; 60 |  |  |
    count 20 (4)
    people 60 (4)
|  | 20; 60 |  |
    too-many-numbers (5): Dòng “…”, cột “Người” ghi “20; 60”: có nhiều số hơn số liệu mẫu hỏi ở ô này.
|  | 2/60 |  |
    count 2 (5)
    people 60 (5)
| 2 | 2 lớp 60 người |  |
    count 2 (4)
    people 60 (5)
| 2 | 3 lớp 60 người |  |
    too-many-numbers count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2”: có nhiều số hơn số liệu mẫu hỏi ở ô này.
    too-many-numbers people (5): Dòng “…”, cột “Người” ghi “3 lớp 60 người”: có nhiều số hơn số liệu mẫu hỏi ở ô này.
| 2 lớp 60 người | 2 lớp 60 người |  |
    count 2 (4)
    people 60 (5)
| 2 lớp 60 người | 3 lớp 60 người |  |
    too-many-numbers count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2 lớp 60 người”: có nhiều số hơn số liệu mẫu hỏi ở ô này.
    too-many-numbers people (5): Dòng “…”, cột “Người” ghi “3 lớp 60 người”: có nhiều số hơn số liệu mẫu hỏi ở ô này.
| 2 lớp 60 người | x |  |
    too-many-numbers count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2 lớp 60 người”: có nhiều số hơn số liệu mẫu hỏi ở ô này.
    too-many-numbers people (5): Dòng “…”, cột “Người” ghi “x”: có nhiều số hơn số liệu mẫu hỏi ở ô này.
| 2 lớp 60 người | không |  |
    too-many-numbers count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2 lớp 60 người”: có nhiều số hơn số liệu mẫu hỏi ở ô này.
    too-many-numbers people (5): Dòng “…”, cột “Người” ghi “không”: có nhiều số hơn số liệu mẫu hỏi ở ô này.
| 2 | 60 lớp |  |
    count 2 (4)
    wrong-unit people (5): Dòng “…”, cột “Người” ghi “60 lớp”: đơn vị tính không phải của cột này.
| không | không |  |
    count 0 (4)
    people 0 (5)
| không | … |  |
    count 0 (4)
| … | không |  |
    people 0 (5)
| … | … | … |
    ghi chú: …
| a, b |  |  |
    not-a-number (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “a, b”: không phải số.
| a | b |  |
    not-a-number count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “a”: không phải số.
    not-a-number people (5): Dòng “…”, cột “Người” ghi “b”: không phải số.
| a 2, 3 |  |  |
    not-a-number (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “a 2, 3”: không phải số.
| 2 a 3 |  |  |
    not-a-number (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2 a 3”: không phải số.
| 2a | 60 |  |
    people 60 (5)
    not-a-number count (4) → 2: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2a”: không phải số.
| 0,5 |  |  |
    decimal (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “0,5”: mục này chỉ nhận số nguyên.
| 2 | 60 |  | [3 text người]
    count 2 (4)
    people 60 (5)
| 2 | 60 |  | [3 text Lớp]
    count 2 (4)
    people 60 (5)
| 2 | 60 |  | [2 text 1.1. Bồi dưỡng nâng cao trình độ ngoại ngữ cho cán bộ, công chức, viên chức]
    count 2 (4)
    people 60 (5)
| 2 | 60 |  | [2 text Bồi dưỡng nâng cao trình độ ngoại ngữ cho cán bộ, công chức, viên chức (45)]
    count 2 (4)
    people 60 (5)
    unasked-figure (2): Dòng “…”, cột “Các hoạt động” ghi “… (45)”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| 2 | 60 |  | [2 text Bồi dưỡng nâng cao trình độ ngoại ngữ cho cán bộ, công chức, viên chức: 45 người]
    count 2 (4)
    people 60 (5)
    unasked-figure (2): Dòng “…”, cột “Các hoạt động” ghi “…: 45 người”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| 2 | 60 |  | [2 text-box 45]
    count 2 (4)
    people 60 (5)
    unasked-figure (2): Dòng “…”, cột “Các hoạt động” ghi “45”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| 2 | 60 |  | [2 picture logo 45]
    count 2 (4)
    people 60 (5)
    unasked-figure (2): Dòng “…”, cột “Các hoạt động” ghi “logo 45”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| 2 | 60 |  | [2 struck 45]
    count 2 (4)
    people 60 (5)
| 2 | 60 |  | [3 text-box 45]
    count 2 (4)
    people 60 (5)
    unasked-figure (3): Dòng “…”, cột “Đơn vị” ghi “45”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| 2 | 60 |  | [3 unseen 45]
    count 2 (4)
    people 60 (5)
    unasked-figure (3): Dòng “…”, cột “Đơn vị” ghi “45”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| 2 | 60 | có | [6 text-box 45]
    count 2 (4)
    people 60 (5)
    ghi chú: có ↵ 45
| 2 | 60 |  | [6 control ghi thêm]
    count 2 (4)
    people 60 (5)
    ghi chú: ghi thêm
| 2 | 60 |  | [6 picture 45]
    count 2 (4)
    people 60 (5)
| 2 | 60 |  | [2 note 45]
    count 2 (4)
    people 60 (5)
    ghi chú: 45
    note-at-figure (2): Dòng “…”, cột “Các hoạt động” ghi “… (các cấp)”: có nhận xét hoặc chú thích “45”.
| 2 | 60 |  | [2 note xem lại]
    count 2 (4)
    people 60 (5)
    ghi chú: xem lại
| 2 | 60 |  | [3 note 45]
    count 2 (4)
    people 60 (5)
    ghi chú: 45
    note-at-figure (3): Dòng “…”, cột “Đơn vị” ghi “lớp/người”: có nhận xét hoặc chú thích “45”.
| 2 | 60 |  | [3 note sửa lại]
    count 2 (4)
    people 60 (5)
    ghi chú: sửa lại
    note-at-figure (3): Dòng “…”, cột “Đơn vị” ghi “lớp/người”: có nhận xét hoặc chú thích “sửa lại”.
| a | 60 |  | [4 note 3]
    people 60 (5)
    ghi chú: 3
    note-at-figure count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “a”: có nhận xét hoặc chú thích “3”.
    not-a-number count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “a”: không phải số.
|  |  |  | [4 note 3] [5 note 60]
    ghi chú: 3 ↵ 60
    note-without-figure count (4) → 3: Dòng “…”, cột “Số lớp/số cuộc thi” để trống: số chỉ nằm trong nhận xét hoặc chú thích “3”.
    note-without-figure people (5) → 60: Dòng “…”, cột “Người” để trống: số chỉ nằm trong nhận xét hoặc chú thích “60”.
|  |  |  | [4 note 3 lớp và 60 người]
    ghi chú: 3 lớp và 60 người
    note-without-figure count (4): Dòng “…”, cột “Số lớp/số cuộc thi” để trống: số chỉ nằm trong nhận xét hoặc chú thích “3 lớp và 60 người”.
|  | 2 lớp |  | [4 note 3]
    count 2 (5)
    ghi chú: 3
    note-at-figure count (4): Dòng “…”, cột “Số lớp/số cuộc thi” để trống: có nhận xét hoặc chú thích “3”.
    wrong-column count (5): Dòng “…”, cột “Số lớp/số cuộc thi” để trống, số 2 đứng ở cột “Người”; đã tính số này.
| 2/60 |  |  | [5 note 70]
    count 2 (4)
    people 60 (4)
    ghi chú: 70
    note-at-figure people (5): Dòng “…”, cột “Người” để trống: có nhận xét hoặc chú thích “70”.
| 2/60 |  |  | [4 note 70]
    count 2 (4)
    people 60 (4)
    ghi chú: 70
    note-at-figure count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2/60”: có nhận xét hoặc chú thích “70”; nội dung ghi trong ô vẫn được tính.
| 2 | 60 |  | [4 note mười lớp]
    count 2 (4)
    people 60 (5)
    ghi chú: mười lớp
    note-at-figure count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2”: có nhận xét hoặc chú thích “mười lớp”; nội dung ghi trong ô vẫn được tính.
| 2 | 60 |  | [4 note thay bằng số mới]
    count 2 (4)
    people 60 (5)
    ghi chú: thay bằng số mới
    note-at-figure count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2”: có nhận xét hoặc chú thích “thay bằng số mới”; nội dung ghi trong ô vẫn được tính.
| 2 | 60 |  | [4 note ] [5 note   ]
    count 2 (4)
    people 60 (5)
| 2 | 60 |  | [4 note Cần xem lại: ô này ↵ → đã sửa thành 3 ↵ em đã sửa ạ]
    count 2 (4)
    people 60 (5)
    ghi chú: em đã sửa ạ
    note-at-figure count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2”: có nhận xét hoặc chú thích “em đã sửa ạ”; nội dung ghi trong ô vẫn được tính.
| 2 | 60 |  | [4 note Cần sửa: ô này ↵ → 3] [5 note đã sửa]
    count 2 (4)
    people 60 (5)
    ghi chú: đã sửa
    note-at-figure people (5): Dòng “…”, cột “Người” ghi “60”: có nhận xét hoặc chú thích “đã sửa”; nội dung ghi trong ô vẫn được tính.
| 2 | 60 |  | [4 note → 3]
    count 2 (4)
    people 60 (5)
    ghi chú: → 3
    note-at-figure count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2”: có nhận xét hoặc chú thích “→ 3”; nội dung ghi trong ô vẫn được tính.
| 2 | 60 |  | [4 note Về ô D5: 3]
    count 2 (4)
    people 60 (5)
    ghi chú: Về ô D5: 3
    note-at-figure count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2”: có nhận xét hoặc chú thích “Về ô D5: 3”; nội dung ghi trong ô vẫn được tính.
| 2 | … |  | [5 hidden cột E bị ẩn]
    count 2 (4)
| 2 |  |  | [5 hidden cột E bị ẩn] [5 text khoảng 60]
    count 2 (4)
    hidden-figure people (5) → 60: Dòng “…”, cột “Người” ghi “khoảng 60”: bị ẩn (cột E bị ẩn), người xem không nhìn thấy nên chưa tính.
| 2 |  |  | [5 hidden cột E bị ẩn] [5 text 2 lớp]
    count 2 (4)
    hidden-figure people (5): Dòng “…”, cột “Người” ghi “2 lớp”: bị ẩn (cột E bị ẩn), người xem không nhìn thấy nên chưa tính.
| 2 |  |  | [5 hidden cột E bị ẩn] [5 text không]
    count 2 (4)
    hidden-figure people (5) → 0: Dòng “…”, cột “Người” ghi “không”: bị ẩn (cột E bị ẩn), người xem không nhìn thấy nên chưa tính.
| 2 |  | 5 | [6 hidden cột F bị ẩn]
    count 2 (4)
| 2 | 60 | 5 | [3 hidden cột C bị ẩn]
    count 2 (4)
    people 60 (5)
    ghi chú: 5
| 2/60 |  |  | [4 hidden cột D bị ẩn]
    hidden-figure count (4) → 2: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2/60”: bị ẩn (cột D bị ẩn), người xem không nhìn thấy nên chưa tính.
| 2 | 60 |  | [4 struck 9] [4 raised 1]
    count 2 (4)
    people 60 (5)
    struck-letters count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2”: có “9” bị gạch ngang, coi như đã xóa.
| 2 | 60 |  | [4 struck 9] [4 unseen 8]
    count 2 (4)
    people 60 (5)
    unseen-letters count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2”: bên cạnh còn “8” mà người xem không nhìn thấy (chữ ẩn, cùng màu nền hoặc quá nhỏ); phần ấy không được tính.
| 2 | 60 |  | [4 struck --]
    count 2 (4)
    people 60 (5)
| 2 | 60 |  | [4 raised a]
    count 2 (4)
    people 60 (5)
| 2 | 60 |  | [4 unseen a]
    count 2 (4)
    people 60 (5)
    unseen-letters count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2”: bên cạnh còn “a” mà người xem không nhìn thấy (chữ ẩn, cùng màu nền hoặc quá nhỏ); phần ấy không được tính.
|  | 60 |  | [4 raised 2]
    people 60 (5)
    left-out-figure count (4) → 2: Dòng “…”, cột “Số lớp/số cuộc thi” không còn số nào: trong ô chỉ có “2” là chữ nhỏ nâng lên hoặc hạ xuống.
|  | 60 |  | [4 unseen 2]
    people 60 (5)
    left-out-figure count (4) → 2: Dòng “…”, cột “Số lớp/số cuộc thi” không còn số nào: trong ô chỉ có “2” là chữ không nhìn thấy được.
|  | 60 |  | [4 unseen không]
    people 60 (5)
    left-out-figure count (4) → 0: Dòng “…”, cột “Số lớp/số cuộc thi” không còn số nào: trong ô chỉ có “không” là chữ không nhìn thấy được.
|  | 60 |  | [4 unseen abc]
    people 60 (5)
|  | 60 |  | [4 struck abc]
    people 60 (5)
|  | 60 |  | [4 placeholder 0]
    people 60 (5)
|  | 60 |  | [4 placeholder 5]
    people 60 (5)
    left-out-figure count (4) → 5: Dòng “…”, cột “Số lớp/số cuộc thi” không còn số nào: trong ô chỉ có “5” là lời nhắc của ô điền, chưa chọn nội dung.
| 2 | 60 |  | [4 text-box 2]
    count 2 (4)
    people 60 (5)
| 2 | 60 |  | [4 text-box …]
    count 2 (4)
    people 60 (5)
| 2 | 60 |  | [4 text-box ghi chú]
    people 60 (5)
    shown-not-text count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2”: tại ô còn có hộp chữ đặt trên ô “ghi chú”, không đọc được như chữ của ô nên chưa tính.
| 2 | 60 |  | [4 control 2]
    count 2 (4)
    people 60 (5)
| 2 | 60 |  | [4 list-number]
    people 60 (5)
    shown-not-text count (4) → 2: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2”: tại ô còn có số thứ tự do máy tự đánh, không đọc được như chữ của ô nên chưa tính.
|  | 60 |  | [4 list-number]
    people 60 (5)
    shown-not-text count (4): Dòng “…”, cột “Số lớp/số cuộc thi” để trống: tại ô còn có số thứ tự do máy tự đánh, không đọc được như chữ của ô nên chưa tính.
| 2 | 60 |  | [4 list-number •]
    count 2 (4)
    people 60 (5)
|  | 60 |  | [4 list-number -]
    people 60 (5)
    shown-not-text count (4) → 0: Dòng “…”, cột “Số lớp/số cuộc thi” để trống: tại ô còn có số thứ tự do máy tự đánh “-”, không đọc được như chữ của ô nên chưa tính.
| 2 | 60 |  | [4 list-number a)]
    people 60 (5)
    shown-not-text count (4) → 2: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2”: tại ô còn có số thứ tự do máy tự đánh “a)”, không đọc được như chữ của ô nên chưa tính.
| 2 | 60 |  | [4 picture]
    people 60 (5)
    shown-not-text count (4) → 2: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2”: tại ô còn có hình ảnh hoặc hình vẽ, không đọc được như chữ của ô nên chưa tính.
|  | 60 |  | [4 object]
    people 60 (5)
    shown-not-text count (4): Dòng “…”, cột “Số lớp/số cuộc thi” để trống: tại ô còn có đối tượng chèn từ chương trình khác, không đọc được như chữ của ô nên chưa tính.
|  | 60 |  | [4 object 5]
    people 60 (5)
    shown-not-text count (4) → 5: Dòng “…”, cột “Số lớp/số cuộc thi” để trống: tại ô còn có đối tượng chèn từ chương trình khác “5”, không đọc được như chữ của ô nên chưa tính.
|  | 60 |  | [4 unknown 5]
    people 60 (5)
    shown-not-text count (4) → 5: Dòng “…”, cột “Số lớp/số cuộc thi” để trống: tại ô còn có nội dung chưa đọc được “5”, không đọc được như chữ của ô nên chưa tính.
| 2 | 60 |  | [4 cut ]
    people 60 (5)
    cut-figure count (4) → 2: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2”: phần bị cắt mất hoặc bị đẩy ra ngoài ô, trên giấy không nhìn thấy, nên chưa tính.
|  | 60 |  | [4 cut 2]
    people 60 (5)
    cut-figure count (4): Dòng “…”, cột “Số lớp/số cuộc thi” để trống: phần “2” bị cắt mất hoặc bị đẩy ra ngoài ô, trên giấy không nhìn thấy, nên chưa tính.
| 2 | 60 |  | [4 unchecked 2] [4 number 2]
    people 60 (5)
    unchecked-formula count (4) → 2: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2”: chưa tính lại được công thức trong ô để biết đây có phải là kết quả mới nhất không, nên chưa tính.
| 2 | 60 |  | [4 unchecked 3] [4 number 2]
    people 60 (5)
    unchecked-formula count (4) → 2: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2”: chưa tính lại được công thức trong ô để biết đây có phải là kết quả mới nhất không, nên chưa tính.
| 2 | 60 |  | [4 linked ] [4 number 2]
    count 2 (4)
    people 60 (5)
    linked-figure count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2”: công thức lấy số từ một tệp khác, không có ở đây để kiểm lại; đã tính số lưu trong ô.
| 14 | 60 |  | [4 parted 14]
    count 14 (4)
    people 60 (5)
    parted-figure count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “14”: cột quá hẹp, trên giấy các chữ số nằm trên nhiều dòng như nhiều số; đã tính là một số.
| 2 | 60 |  | [4 linked ] [4 stale 3] [4 number 2]
    people 60 (5)
    stale-result count (4) → 3: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2”: công thức trong ô tính lại ra “3”, khác với kết quả lưu trong tệp, nên chưa tính.
| hai | 60 |  | [4 linked ]
    people 60 (5)
    not-a-number count (4) → 2: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “hai”: không phải số.
| 2 | 60 |  | [4 stale 2] [4 number 2]
    count 2 (4)
    people 60 (5)
| - | 60 |  | [4 format -] [4 number 0]
    count 0 (4)
    people 60 (5)
| - | 60 |  | [4 format -] [4 number 5]
    people 60 (5)
    shown-otherwise count (4) → 0: Dòng “…”, cột “Số lớp/số cuộc thi” lưu số 5: định dạng của ô làm hiện ra “-”, khác với nội dung lưu, nên chưa tính.
| có | 60 |  | [4 format có] [4 number 1.5]
    people 60 (5)
    shown-otherwise count (4): Dòng “…”, cột “Số lớp/số cuộc thi” lưu số 1,5: định dạng của ô làm hiện ra “có”, khác với nội dung lưu, nên chưa tính.
| 5 | 60 |  | [4 format 5] [4 number 5000]
    people 60 (5)
    shown-otherwise count (4) → 5: Dòng “…”, cột “Số lớp/số cuộc thi” lưu số 5000: định dạng của ô làm hiện ra “5”, khác với nội dung lưu, nên chưa tính.
| 5 | 60 |  | [4 format 5,0] [4 number 5]
    people 60 (5)
    shown-otherwise count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “5”: định dạng của ô làm hiện ra “5,0”, khác với nội dung lưu, nên chưa tính.
| 2 | 60 |  | [4 text-box 3] [4 struck 9]
    people 60 (5)
    shown-not-text count (4) → 3: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2”: tại ô còn có hộp chữ đặt trên ô “3”, không đọc được như chữ của ô nên chưa tính.
| 2/60 |  |  | [4 picture]
    shown-not-text count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2/60”: tại ô còn có hình ảnh hoặc hình vẽ, không đọc được như chữ của ô nên chưa tính.
    shown-not-text people (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2/60”: tại ô còn có hình ảnh hoặc hình vẽ, không đọc được như chữ của ô nên chưa tính.
| 2/60 |  |  | [4 text-box 2/60]
    shown-not-text count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2/60”: tại ô còn có hộp chữ đặt trên ô “2/60”, không đọc được như chữ của ô nên chưa tính.
    shown-not-text people (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2/60”: tại ô còn có hộp chữ đặt trên ô “2/60”, không đọc được như chữ của ô nên chưa tính.
| 2/60 |  |  | [4 struck 9]
    count 2 (4)
    people 60 (4)
    struck-letters count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2/60”: có “9” bị gạch ngang, coi như đã xóa.
| 2 lớp | 60 |  | [5 text-box 2 lớp]
    count 2 (4)
    shown-not-text people (5) → 2: Dòng “…”, cột “Người” ghi “60”: tại ô còn có hộp chữ đặt trên ô “2 lớp”, không đọc được như chữ của ô nên chưa tính.
| 10² | 60 |  |
    people 60 (5)
    shown-not-text count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “10²”: tại ô còn có số mũ hoặc công thức toán “10²”, không đọc được như chữ của ô nên chưa tính.
| 110² | 60 |  |
    count 110 (4)
    people 60 (5)
    raised-mark count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “110²”: có “2” viết nhỏ, nâng lên hoặc hạ xuống, coi là dấu chú thích nên không tính.
| 2²a | 60 |  |
    people 60 (5)
    not-a-number count (4) → 2: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2²a”: không phải số.
| 2 lớp² | 60 |  |
    people 60 (5)
    not-a-number count (4) → 2: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2 lớp²”: không phải số.
| 2⁴⁵ | 60 |  |
    count 2 (4)
    people 60 (5)
    raised-mark count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2⁴⁵”: có “45” viết nhỏ, nâng lên hoặc hạ xuống, coi là dấu chú thích nên không tính.
| 2² | 60 |  | [4 raised 3]
    count 2 (4)
    people 60 (5)
    raised-mark count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “2²”: có “3” viết nhỏ, nâng lên hoặc hạ xuống, coi là dấu chú thích nên không tính.
| 14 | 60 |  | [4 date] [4 text 14]
    people 60 (5)
    date-in-cell count (4): Dòng “…”, cột “Số lớp/số cuộc thi” hiện “14”: Excel đã đổi nội dung gõ vào thành ngày tháng.
| 14 | 60 |  | [4 date] [4 text  ]
    people 60 (5)
| 2 | 3.5 |  | [5 number 3.5555]
    count 2 (4)
    decimal people (5): Dòng “…”, cột “Người” ghi “3.5”: mục này chỉ nhận số nguyên.
| 0 | 0 |  | [4 number 0] [5 number 0]
    count 0 (4)
    people 0 (5)
| 2 | 7 |  | [5 uncalculated 7] [5 formula SUM(A1)]
    count 2 (4)
    people 7 (5)
    formula-computed people (5): Dòng “…”, cột “Người” là công thức chưa có kết quả; đã cộng được 7.
|  | 60 |  | [0 hidden hàng 7 bị ẩn]
    hidden-figure people (5) → 60: Dòng “…”, cột “Người” ghi “60”: bị ẩn (hàng 7 bị ẩn), người xem không nhìn thấy nên chưa tính.
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
| 7 | 7 | 7 |
    count 7 (4)
    ghi chú: 7
    unasked-figure people (5): Dòng 2 “…”, cột “Người” ghi “7”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| 7 tin | 7 |  |
    count 7 (4)
    unasked-figure people (5): Dòng 2 “…”, cột “Người” ghi “7”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| 7 | không có |  |
    count 7 (4)
    không hỏi: 5
| 7 | 00 |  |
    count 7 (4)
    không hỏi: 5
| 7 | 5 triệu |  |
    count 7 (4)
    unasked-figure people (5): Dòng 2 “…”, cột “Người” ghi “5 triệu”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| 7 | nghìn đồng |  |
    count 7 (4)
    ghi chú: nghìn đồng
|  | nghìn đồng |  |
    ghi chú: nghìn đồng
| 7 |  | 8 tin |
    count 7 (4)
    ghi chú: 8 tin
    note-differs count (4): Dòng 2 “…”, cột “Số lớp/số cuộc thi” ghi “7”: ghi chú của dòng này lại ghi “8 tin”; số trong ô vẫn được tính.
| 7 |  | 7 tin |
    count 7 (4)
    ghi chú: 7 tin
| 7 |  | 8 tin, bài |
    count 7 (4)
    ghi chú: 8 tin, bài
    note-differs count (4): Dòng 2 “…”, cột “Số lớp/số cuộc thi” ghi “7”: ghi chú của dòng này lại ghi “8 tin, bài”; số trong ô vẫn được tính.
| 7 |  | 7 bài/tin |
    count 7 (4)
    ghi chú: 7 bài/tin
| 7 |  | thực tế: 8 tin |
    count 7 (4)
    ghi chú: thực tế: 8 tin
    note-differs count (4): Dòng 2 “…”, cột “Số lớp/số cuộc thi” ghi “7”: ghi chú của dòng này lại ghi “thực tế: 8 tin”; số trong ô vẫn được tính.
| 7 |  | đúng là 8 tin. |
    count 7 (4)
    ghi chú: đúng là 8 tin.
    note-differs count (4): Dòng 2 “…”, cột “Số lớp/số cuộc thi” ghi “7”: ghi chú của dòng này lại ghi “đúng là 8 tin.”; số trong ô vẫn được tính.
| 7 |  | tăng 8 tin |
    count 7 (4)
    ghi chú: tăng 8 tin
| 7 |  | 8 người |
    count 7 (4)
    ghi chú: 8 người
| 7 |  | 8 |
    count 7 (4)
    ghi chú: 8
| 0 |  | 8 tin |
    count 0 (4)
    ghi chú: 8 tin
|  |  | 0 |
    ghi chú: 0
|  |  | không có 7 |
    ghi chú: không có 7
|  |  | 7 tin | [6 rows 2]
    ghi chú: 7 tin
    unasked-figure count (6): Dòng 2 “…”, cột “Ghi chú” ghi “7 tin”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| khoảng 7 |  |  |
    estimate count (4) → 7: Dòng 2 “…”, cột “Số lớp/số cuộc thi” ghi “khoảng 7”: số ước lượng, cần một số chính xác.
|  | khoảng 7 |  |
    estimate count (5) → 7: Dòng 2 “…”, cột “Người” ghi “khoảng 7”: số ước lượng, cần một số chính xác.
|  | 7 người |  |
    wrong-unit count (5): Dòng 2 “…”, cột “Người” ghi “7 người”: đơn vị tính không phải của cột này.
|  | không |  |
    count 0 (5)
|  | x |  |
    ghi chú: x
| x | 7 |  |
    unasked-figure people (5): Dòng 2 “…”, cột “Người” ghi “7”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
    not-a-number count (4): Dòng 2 “…”, cột “Số lớp/số cuộc thi” ghi “x”: không phải số.
| x |  |  |
    not-a-number count (4): Dòng 2 “…”, cột “Số lớp/số cuộc thi” ghi “x”: không phải số.
| … | 7 |  |
    count 7 (5)
    wrong-column count (5): Dòng 2 “…”, cột “Số lớp/số cuộc thi” để trống, số 7 đứng ở cột “Người”; đã tính số này.
| 7 | … |  |
    count 7 (4)
|  |  |  | [5 date] [5 text 02/5]
    date-in-cell count (5) → 2: Dòng 2 “…”, cột “Người” hiện “02/5”: Excel đã đổi nội dung gõ vào thành ngày tháng.
| 7 |  |  | [5 date] [5 text 02/5]
    count 7 (4)
    unasked-figure people (5): Dòng 2 “…”, cột “Người” ghi “02/5”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| 7 |  |  | [4 columns 2]
    count 7 (4)
| 7 |  |  | [4 rows 2]
    merged-rows count (4): Dòng 2 “…”, cột “Số lớp/số cuộc thi” nằm trong ô gộp nhiều dòng (hàng 18 đến hàng 19 của bảng), ghi “7”: không rõ số này của dòng nào.
    merged-rows count (4): Dòng 3 “Ấn phẩm thông tin”, cột “Số lớp/số cuộc thi” nằm trong ô gộp nhiều dòng (hàng 18 đến hàng 19 của bảng), ghi “7”: không rõ số này của dòng nào.
|  | 7 |  | [5 rows 2]
    merged-rows count (5): Dòng 2 “…”, cột “Người” nằm trong ô gộp nhiều dòng (hàng 18 đến hàng 19 của bảng), ghi “7”: không rõ số này của dòng nào.
    merged-rows count (5): Dòng 3 “Ấn phẩm thông tin”, cột “Người” nằm trong ô gộp nhiều dòng (hàng 18 đến hàng 19 của bảng), ghi “7”: không rõ số này của dòng nào.
| 7 |  |  | [5 note 8]
    count 7 (4)
    ghi chú: 8
    note-at-figure (5): Dòng 2 “…”, cột “Người” để trống: có nhận xét hoặc chú thích “8”.
| 7 |  |  | [5 text-box 8]
    count 7 (4)
    unasked-figure (5): Dòng 2 “…”, cột “Người” ghi “8”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
|  |  |  | [5 text-box 8]
    shown-not-text count (5) → 8: Dòng 2 “…”, cột “Người” để trống: tại ô còn có hộp chữ đặt trên ô “8”, không đọc được như chữ của ô nên chưa tính.
| 7 | 5 |  | [5 text-box 8]
    count 7 (4)
    unasked-figure people (5): Dòng 2 “…”, cột “Người” ghi “5”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
    unasked-figure (5): Dòng 2 “…”, cột “Người” ghi “8”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
|  |  |  | [5 hidden cột E bị ẩn] [5 text 7]
    hidden-figure count (5) → 7: Dòng 2 “…”, cột “Người” ghi “7”: bị ẩn (cột E bị ẩn), người xem không nhìn thấy nên chưa tính.
| 7 |  |  | [5 hidden cột E bị ẩn] [5 text 7]
    count 7 (4)
| 7 |  |  | [3 text bài]
    count 7 (4)
| 7 |  |  | [3 text 8 tin]
    count 7 (4)
    unasked-figure (3): Dòng 2 “…”, cột “Đơn vị” ghi “8 tin”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
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
| 9 người |  |  |
    people 9 (4)
    first-column people (4): Dòng “…”, cột “Người” để trống, số 9 đứng ở cột “Số lớp/số cuộc thi”; đã tính số này.
| 9 | 9 |  |
    people 9 (5)
    unasked-figure count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “9”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| 9 | 0 |  |
    people 0 (5)
    unasked-figure count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “9”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| 0 | 9 |  |
    people 9 (5)
    không hỏi: 4
| 5 | 9 |  |
    people 9 (5)
    unasked-figure count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “5”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| 5 lớp | 9 |  |
    people 9 (5)
    unasked-figure count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “5 lớp”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
|  | 9 cuộc |  |
    wrong-unit people (5): Dòng “…”, cột “Người” ghi “9 cuộc”: đơn vị tính không phải của cột này.
|  | 9 | 8 người |
    people 9 (5)
    ghi chú: 8 người
    note-differs people (5): Dòng “…”, cột “Người” ghi “9”: ghi chú của dòng này lại ghi “8 người”; số trong ô vẫn được tính.
|  | 9 | 9 cá nhân |
    people 9 (5)
    ghi chú: 9 cá nhân
|  | 9 | 8 giáo viên |
    people 9 (5)
    ghi chú: 8 giáo viên
|  | 9/5 |  |
    too-many-numbers people (5): Dòng “…”, cột “Người” ghi “9/5”: có nhiều số hơn số liệu mẫu hỏi ở ô này.
| 5/9 |  |  |
    too-many-numbers people (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “5/9”: có nhiều số hơn số liệu mẫu hỏi ở ô này.
| không |  |  |
    people 0 (4)
| 1 234 |  |  |
    people 1234 (4)
    first-column people (4): Dòng “…”, cột “Người” để trống, số 1.234 đứng ở cột “Số lớp/số cuộc thi”; đã tính số này.
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
| không |  |  |
    không hỏi: 4
| 0 | 0 |  |
    không hỏi: 4
    không hỏi: 5
| triệu đồng |  |  |
    ghi chú: triệu đồng
| 5 | 6 | 7 |
    ghi chú: 7
    figure-on-heading-row (4): Dòng 4 “Phát động phong trào và tổ chức quyên góp sách giúp xây dựng tủ…”, cột “Số lớp/số cuộc thi” ghi “5”: đây là dòng tiêu đề, số phải ghi ở các dòng bên dưới.
    figure-on-heading-row (5): Dòng 4 “Phát động phong trào và tổ chức quyên góp sách giúp xây dựng tủ…”, cột “Người” ghi “6”: đây là dòng tiêu đề, số phải ghi ở các dòng bên dưới.
|  |  | 7 |
    ghi chú: 7
| khoảng 5 |  |  |
    figure-on-heading-row (4): Dòng 4 “Phát động phong trào và tổ chức quyên góp sách giúp xây dựng tủ…”, cột “Số lớp/số cuộc thi” ghi “khoảng 5”: đây là dòng tiêu đề, số phải ghi ở các dòng bên dưới.
| … |  |  |
    ghi chú: …
| 5 |  |  | [4 rows 2]
    figure-on-heading-row (4): Dòng 4 “Phát động phong trào và tổ chức quyên góp sách giúp xây dựng tủ…”, cột “Số lớp/số cuộc thi” ghi “5”: đây là dòng tiêu đề, số phải ghi ở các dòng bên dưới.
    merged-rows count (4): Dòng “Số tập thể/ cá nhân tặng sách”, cột “Số lớp/số cuộc thi” nằm trong ô gộp nhiều dòng (hàng 20 đến hàng 21 của bảng), ghi “5”: không rõ số này của dòng nào.
| 5 |  |  | [4 hidden hàng 9 bị ẩn]
|  |  |  | [4 picture]
|  |  |  | [3 text 5 quyển]
    unasked-figure (3): Dòng 4 “Phát động phong trào và tổ chức quyên góp sách giúp xây dựng tủ…”, cột “Đơn vị” ghi “5 quyển”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
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
| 5.000.000 | 0 |  |
    too-many-numbers amount (5): Dòng “…”, cột “Người” ghi “0”: có nhiều số hơn số liệu mẫu hỏi ở ô này.
| 5.000.000 | không |  |
    amount 5000000 (4)
    không hỏi: 5
| không | 5.000.000 |  |
    amount 5000000 (5)
    không hỏi: 4
| 0 | 0 |  |
    amount 0 (4)
    không hỏi: 5
| 5.000.000 | abc |  |
    amount 5000000 (4)
    ghi chú: abc
| 5.000.000 | 5 lớp |  |
    amount 5000000 (4)
    unasked-figure people (5): Dòng “…”, cột “Người” ghi “5 lớp”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| 5 triệu | 5.000.000 |  |
    amount 5000000 (4)
    không hỏi: 5
| 5.000.000 | 5 người |  |
    amount 5000000 (4)
    unasked-figure people (5): Dòng “…”, cột “Người” ghi “5 người”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| 5 lớp |  |  |
    wrong-unit amount (4) → 5: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “5 lớp”: đơn vị tính không phải của cột này.
|  | 5.000.000 | 6 triệu |
    amount 5000000 (5)
    ghi chú: 6 triệu
    note-differs amount (5): Dòng “…”, cột “Người” ghi “5.000.000”: ghi chú của dòng này lại ghi “6 triệu”; số trong ô vẫn được tính.
|  | 5.000.000 | 6.000.000 đồng |
    amount 5000000 (5)
    ghi chú: 6.000.000 đồng
    note-differs amount (5): Dòng “…”, cột “Người” ghi “5.000.000”: ghi chú của dòng này lại ghi “6.000.000 đồng”; số trong ô vẫn được tính.
|  | 5 | 5 triệu đồng |
    ghi chú: 5 triệu đồng
    scale-unclear amount (5) → 5000000: Dòng “…”, cột “Người” ghi “5 (ghi chú: 5 triệu đồng)”: không rõ là bao nhiêu đồng.
|  | 5.000 | 5 triệu đồng |
    ghi chú: 5 triệu đồng
    scale-unclear amount (5) → 5000000: Dòng “…”, cột “Người” ghi “5.000 (ghi chú: 5 triệu đồng)”: không rõ là bao nhiêu đồng.
|  | 5.000 | 5.000.000 đồng |
    ghi chú: 5.000.000 đồng
    scale-unclear amount (5) → 5000000: Dòng “…”, cột “Người” ghi “5.000 (ghi chú: 5.000.000 đồng)”: không rõ là bao nhiêu đồng.
|  | 5.000 | 5.000.000 |
    amount 5000 (5)
    ghi chú: 5.000.000
|  | 5.000 | năm triệu đồng |
    ghi chú: năm triệu đồng
    scale-unclear amount (5) → 5000000: Dòng “…”, cột “Người” ghi “5.000 (ghi chú: năm triệu đồng)”: không rõ là bao nhiêu đồng.
|  | 0 | 5 triệu đồng |
    amount 0 (5)
    ghi chú: 5 triệu đồng
|  | 5.000.000 | 45 lớp |
    amount 5000000 (5)
    ghi chú: 45 lớp
|  | 5.000.000 | người |
    amount 5000000 (5)
    ghi chú: người
    note-at-figure amount (5): Dòng “…”, cột “Người” ghi “5.000.000”: có nhận xét hoặc chú thích “người”; nội dung ghi trong ô vẫn được tính.
|  | 5.000.000 | đơn vị: nghìn đồng |
    ghi chú: đơn vị: nghìn đồng
    scale-unclear amount (5) → 5000000: Dòng “…”, cột “Người” ghi “5.000.000”: không rõ là bao nhiêu đồng.
|  | 5.000 |  | [3 text 1.000 đồng]
    amount 5000000 (5)
    scaled-amount amount (5): Dòng “…”, cột “Người” ghi “5.000”, bảng ghi đơn vị là nghìn đồng: tính là 5.000.000 đồng.
|  | 5.000 |  | [3 text Đồng]
    amount 5000 (5)
|  | 5.000 |  | [3 text nghìn đồng] [6 text nghìn đồng]
    amount 5000000 (5)
    ghi chú: nghìn đồng
    scaled-amount amount (5): Dòng “…”, cột “Người” ghi “5.000”, bảng ghi đơn vị là nghìn đồng: tính là 5.000.000 đồng.
|  | 0 |  | [3 text triệu đồng]
    amount 0 (5)
|  | 5,5 |  | [3 text triệu đồng]
    amount 5500000 (5)
    scaled-amount amount (5): Dòng “…”, cột “Người” ghi “5,5”, bảng ghi đơn vị là triệu đồng: tính là 5.500.000 đồng.
|  | 5 |  | [3 text tỷ đồng]
    amount 5000000000 (5)
    scaled-amount amount (5): Dòng “…”, cột “Người” ghi “5”, bảng ghi đơn vị là tỷ đồng: tính là 5.000.000.000 đồng.
|  | 5 |  | [2 text Ngân sách nhà nước (triệu đồng)]
    amount 5000000 (5)
    scaled-amount amount (5): Dòng “…”, cột “Người” ghi “5”, bảng ghi đơn vị là triệu đồng: tính là 5.000.000 đồng.
|  | 5 triệu | triệu đồng |
    amount 5000000 (5)
    ghi chú: triệu đồng
|  | 5 |  | [5 number 5] [3 text triệu đồng]
    amount 5000000 (5)
    scaled-amount amount (5): Dòng “…”, cột “Người” ghi “5”, bảng ghi đơn vị là triệu đồng: tính là 5.000.000 đồng.
| 500 |  |  | [4 number 500000] [4 format 500] [3 text nghìn đồng]
    amount 500000 (4)
| 500 |  |  | [4 number 500001] [4 format 500] [3 text nghìn đồng]
    shown-otherwise amount (4) → 500000: Dòng “…”, cột “Số lớp/số cuộc thi” lưu số 500001: định dạng của ô làm hiện ra “500”, khác với nội dung lưu, nên chưa tính.
| 500 | 700 |  | [4 number 500000] [4 format 500] [3 text nghìn đồng]
    too-many-numbers amount (5): Dòng “…”, cột “Người” ghi “700”: có nhiều số hơn số liệu mẫu hỏi ở ô này.
| 500 |  | 600 nghìn đồng | [4 number 500000] [4 format 500] [3 text nghìn đồng]
    amount 500000 (4)
    ghi chú: 600 nghìn đồng
    note-differs amount (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “500”: ghi chú của dòng này lại ghi “600 nghìn đồng”; số trong ô vẫn được tính.
|  | 1000000 |  | [5 number 1000000] [3 text nghìn đồng]
    scale-unclear amount (5) → 1000000: Dòng “…”, cột “Người” ghi “1000000”: không rõ là bao nhiêu đồng.
|  | 999999 |  | [5 number 999999] [3 text nghìn đồng]
    amount 999999000 (5)
    scaled-amount amount (5): Dòng “…”, cột “Người” ghi “999999”, bảng ghi đơn vị là nghìn đồng: tính là 999.999.000 đồng.
|  | 5000.5 |  | [5 number 5000.5] [3 text nghìn đồng]
    amount 5000500 (5)
    scaled-amount amount (5): Dòng “…”, cột “Người” ghi “5000.5”, bảng ghi đơn vị là nghìn đồng: tính là 5.000.500 đồng.
|  | -5 |  | [5 number -5]
    negative amount (5) → 5: Dòng “…”, cột “Người” ghi “-5”: số âm.
|  | 5 |  | [5 hidden cột E bị ẩn] [3 text triệu đồng]
    hidden-figure amount (5) → 5000000: Dòng “…”, cột “Người” ghi “5”: bị ẩn (cột E bị ẩn), người xem không nhìn thấy nên chưa tính.
|  | 5.000.000 |  | [5 note 6.000.000]
    amount 5000000 (5)
    ghi chú: 6.000.000
    note-at-figure amount (5): Dòng “…”, cột “Người” ghi “5.000.000”: có nhận xét hoặc chú thích “6.000.000”; nội dung ghi trong ô vẫn được tính.
|  |  |  | [5 note 6.000.000]
    ghi chú: 6.000.000
    note-without-figure amount (5) → 6000000: Dòng “…”, cột “Người” để trống: số chỉ nằm trong nhận xét hoặc chú thích “6.000.000”.
|  |  |  | [4 note 6.000.000]
    ghi chú: 6.000.000
    note-without-figure amount (4) → 6000000: Dòng “…”, cột “Số lớp/số cuộc thi” để trống: số chỉ nằm trong nhận xét hoặc chú thích “6.000.000”.
| 5.000.000 |  |  | [4 columns 2]
    amount 5000000 (4)
|  | 5.000.000 |  | [4 text-box 6]
    shown-not-text amount (4) → 6: Dòng “…”, cột “Số lớp/số cuộc thi” để trống: tại ô còn có hộp chữ đặt trên ô “6”, không đọc được như chữ của ô nên chưa tính.
|  |  |  | [4 text-box 6.000.000]
    shown-not-text amount (4) → 6000000: Dòng “…”, cột “Số lớp/số cuộc thi” để trống: tại ô còn có hộp chữ đặt trên ô “6.000.000”, không đọc được như chữ của ô nên chưa tính.
| 5.000.000 | 5.000.000 |  | [5 struck 6]
    amount 5000000 (4)
    không hỏi: 5
|  | 5 cuộc 6 |  |
    too-many-numbers amount (5): Dòng “…”, cột “Người” ghi “5 cuộc 6”: có nhiều số hơn số liệu mẫu hỏi ở ô này.
|  | 5.000.000 | sáu triệu đồng |
    amount 5000000 (5)
    ghi chú: sáu triệu đồng
    note-differs amount (5): Dòng “…”, cột “Người” ghi “5.000.000”: ghi chú của dòng này lại ghi “sáu triệu đồng”; số trong ô vẫn được tính.
|  | 5.000.000 | (Bằng chữ: năm triệu đồng chẵn./.) |
    amount 5000000 (5)
    ghi chú: (Bằng chữ: năm triệu đồng chẵn./.)
|  | 5.000.000 | năm triệu |
    amount 5000000 (5)
    ghi chú: năm triệu
|  | 5.000.000 | năm người |
    amount 5000000 (5)
    ghi chú: năm người
other
| Trao học bổng |  |  |
    nội dung khác: Trao học bổng
|  |  | Trao 5 suất |
    ghi chú: Trao 5 suất
|  |  |  | [2 text Các nội dung khác (nếu có): trao học bổng]
    nội dung khác: trao học bổng
|  |  |  | [2 text Các nội dung khác (nếu có) ↵ Trao học bổng]
    nội dung khác: Trao học bổng
|  |  |  | [2 text Các nội dung khác (nếu có)]
|  |  |  | [2 text Nội dung khác - trao học bổng]
    nội dung khác: trao học bổng
|  |  |  | [2 text trao học bổng]
|  |  |  | [2 text Khác: trao học bổng]
|  |  |  | [2 text Các nội dung khác (nếu có) - trao 5 suất]
    nội dung khác: trao 5 suất
|  |  |  | [3 text trao học bổng]
    nội dung khác: trao học bổng
|  |  |  | [3 text suất]
    nội dung khác: suất
| 5 |  |  |
    nội dung khác: 5
| trao | tặng |  |
    nội dung khác: trao ↵ tặng
| trao |  |  | [4 note 5]
    ghi chú: 5
    nội dung khác: trao
    note-at-figure (4): Dòng 11 “…”, cột “Số lớp/số cuộc thi” ghi “trao”: có nhận xét hoặc chú thích “5”.
|  |  |  | [4 text-box trao 5 suất]
    ghi chú: trao 5 suất
|  |  |  | [4 hidden cột D bị ẩn] [4 text trao]
|  |  |  | [2 text Các nội dung khác (nếu có) -trao 5 suất]
    nội dung khác: trao 5 suất
classes.foreign_language
| 60 người |  |  | [4 struck 9]
    people 60 (4)
    struck-letters count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “60 người”: có “9” bị gạch ngang, coi như đã xóa.
    wrong-column people (4): Dòng “…”, cột “Người” để trống, số 60 đứng ở cột “Số lớp/số cuộc thi”; đã tính số này.
| - |  |  | [4 number 0.5] [4 format -]
    shown-otherwise count (4) → 0: Dòng “…”, cột “Số lớp/số cuộc thi” lưu số 0,5: định dạng của ô làm hiện ra “-”, khác với nội dung lưu, nên chưa tính.
| 14 |  |  | [4 struck 9] [4 unseen 8]
    count 14 (4)
    unseen-letters count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “14”: bên cạnh còn “8” mà người xem không nhìn thấy (chữ ẩn, cùng màu nền hoặc quá nhỏ); phần ấy không được tính.
| 14 |  | a | [6 text-box b] [6 text-box c]
    count 14 (4)
    ghi chú: a ↵ b ↵ c
| 14 |  |  | [0 hidden hàng 7 bị ẩn] [3 text 1.000đ]
    hidden-figure count (4) → 14: Dòng “…”, cột “Số lớp/số cuộc thi” ghi “14”: bị ẩn (hàng 7 bị ẩn), người xem không nhìn thấy nên chưa tính.
| 14 |  |  | [6 note 12 học sinh] [4 note 15 ↵ 16]
    count 14 (4)
    ghi chú: 15 ↵ 16 ↵ 12 học sinh
    note-at-figure count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “14”: có nhận xét hoặc chú thích “15 ↵ 16”; nội dung ghi trong ô vẫn được tính.
    note-at-figure (6): Dòng “…”, cột “Ghi chú” để trống: có nhận xét hoặc chú thích “12 học sinh”.
|  |  | 12 | [6 note 12 học sinh] [4 note 15 ↵ 16]
    ghi chú: 12 ↵ 15 ↵ 16 ↵ 12 học sinh
    note-at-figure count (4): Dòng “…”, cột “Số lớp/số cuộc thi” để trống: có nhận xét hoặc chú thích “15 ↵ 16”.
    note-at-figure (6): Dòng “…”, cột “Ghi chú” ghi “12”: có nhận xét hoặc chú thích “12 học sinh”.
    unasked-figure count (6): Dòng “…”, cột “Ghi chú” ghi “12”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
| #N/A |  |  | [4 error]
    error-value (4): Dòng “…”, cột “Số lớp/số cuộc thi” hiện lỗi “#N/A”.
| 5 |  |  | [4 fraction 5]
    ambiguous-number count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “5”: cách viết số không rõ.
| 5 |  |  | [4 uncalculated] [4 formula A1+B2]
    formula-without-result count (4): Dòng “…”, cột “Số lớp/số cuộc thi” là công thức chưa có kết quả tính.
| 5 |  |  | [4 boolean]
    not-a-number count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “5”: không phải số.
| 1 | 60 |  | [4 rows 2]
    people 60 (5)
    merged-rows count (4): Dòng “…”, cột “Số lớp/số cuộc thi” nằm trong ô gộp nhiều dòng (hàng 6 đến hàng 7 của bảng), ghi “1”: không rõ số này của dòng nào.
    merged-rows count (4): Dòng “Bồi dưỡng nâng cao trình độ tin học cho cán bộ, công chức, viên chức”, cột “Số lớp/số cuộc thi” nằm trong ô gộp nhiều dòng (hàng 6 đến hàng 7 của bảng), ghi “1”: không rõ số này của dòng nào.
classes.foreign_language
|  |  |  | [4 percent]
|  |  |  | [5 error]
| 14 | 30 |  | [4 boolean] [4 text ĐÚNG]
    people 30 (5)
    not-a-number count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “ĐÚNG”: không phải số.
news_items
| 7 |  |  | [4 list-number •] [4 text-box 9]
    shown-not-text count (4) → 9: Dòng 2 “…”, cột “Số lớp/số cuộc thi” ghi “7”: tại ô còn có hộp chữ đặt trên ô “9”, không đọc được như chữ của ô nên chưa tính.
| 7 |  |  | [5 text-box 12] [5 control 13]
    count 7 (4)
    unasked-figure (5): Dòng 2 “…”, cột “Người” ghi “12; 13”: mẫu không yêu cầu số liệu ở ô này nên số này không được tính.
opening.institutions
| 7 |  | 8 trung tâm |
    count 7 (4)
    ghi chú: 8 trung tâm
    note-differs count (4): Dòng “…”, cột “Số lớp/số cuộc thi” ghi “7”: ghi chú của dòng này lại ghi “8 trung tâm”; số trong ô vẫn được tính.
classes.informatics
|  |  |  | [2 text Bồi dưỡng nâng cao trình độ tin học cho cán bộ, công chức, viên chức (các cấp): 2 lớp/80 người]
    count 2 (2)
    people 80 (2)
    pair-beside (2): Dòng “…”, cột “Các hoạt động” ghi “… (các cấp): 2 lớp/80 người”, các ô số của dòng để trống: đã tính 2 ở cột “Số lớp/số cuộc thi” và 80 ở cột “Người”.
classes.informatics
|  |  |  | [2 text Bồi dưỡng nâng cao trình độ tin học cho cán bộ, công chức, viên chức (dự kiến): 2 lớp/80 người]
    other-quantity count (2) → 2: Dòng “…”, cột “Các hoạt động” ghi “… (dự kiến): 2 lớp/80 người”: tên dòng, tên cột hoặc đơn vị tính ghi “… (dự kiến)”, khác với mẫu, nên số này chưa được tính.
    other-quantity people (2) → 80: Dòng “…”, cột “Các hoạt động” ghi “… (dự kiến): 2 lớp/80 người”: tên dòng, tên cột hoặc đơn vị tính ghi “… (dự kiến)”, khác với mẫu, nên số này chưa được tính.
news_items
| … |  |  | [4 note 14 tin]
    ghi chú: 14 tin
    note-without-figure count (4) → 14: Dòng 2 “…”, cột “Số lớp/số cuộc thi” để trống: số chỉ nằm trong nhận xét hoặc chú thích “14 tin”.
"""


def said(case: Case) -> list[str]:
    """Return what is read of a row, as the cases have it."""
    number, label = FORM.position[case.row] + 3, FORM.by_id[case.row].short_label
    ((_, table),) = INTERPRETER.read(case.within(DRAWN, 2, number, 4)).tables
    figures = table.figures.get(case.row, {}).items()
    places = table.origins.get(case.row, {})
    lines = [f"{measure} {value} ({places[measure].column})" for measure, value in figures]
    lines += [f"ghi chú: {table.notes[case.row]}"] if case.row in table.notes else []
    lines += [f"nội dung khác: {table.other}"] if table.other else []
    lines += [f"không hỏi: {origin.column}" for origin in table.unasked]
    lines = [line.replace("\n", " ↵ ") for line in lines]
    shorter = lambda text: text.replace(label, "…")  # noqa: E731
    return lines + [told_of(found, number, shorter) for found in table.findings]


def test_a_row_says_its_figures_and_what_keeps_them_from_counting() -> None:
    assert not wrong(CASES, said)
