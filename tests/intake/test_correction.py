"""What a mail's text says against the figures it brings: which sentence is told, and what is ordinary."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from htsd_cli.intake import open_inbox
from htsd_cli.intake.correction import correction_in
from tests.mails import eml

# A text, and what must stand in the sentence that is told of it.
TOLD = [
    ("Kính gửi Phòng GD&ĐT.\nĐề nghị bỏ bản gửi trước.\nTrân trọng.", "bỏ bản gửi trước"),
    ("Trường gửi báo cáo. Số học viên đúng là 120.", "120"),
    ("Trường gửi báo cáo; số học viên đúng là 120, không phải 112 như trong bảng.", "120"),
    ("Lưu ý: mục 3.2 là 120 học viên chứ không phải 112.", "120"),
    ("Mục 2 ghi nhầm 14 tin, bài; số đúng: 24.", "24"),
    ("Trong bảng, dòng 5.1 gõ nhầm 350 thành 530.", "350"),
    ("Đề nghị Phòng hủy bản báo cáo trường gửi ngày 05/10/2024.", "hủy bản báo cáo"),
    ("Đề nghị Phòng không sử dụng báo cáo gửi ngày 05/10/2024.", "không sử dụng"),
    ("Vui lòng không lấy số liệu của file gửi hôm qua.", "không lấy số liệu"),
    ("File này gửi nhầm, đề nghị Phòng lấy số liệu theo bản gửi ngày 05/10.", "nhầm"),
    ("Đề nghị lấy số liệu theo bản đã gửi trước đó.", "bản đã gửi trước"),
    ("Báo cáo đính kèm là của năm trước, trường xin gửi bản đúng sau.", "của năm trước"),
    ("Đây là số liệu tạm tính, trường sẽ gửi báo cáo chính thức sau.", "tạm tính"),
    ("Số liệu chưa chính thức, trường xin bổ sung sau.", "chưa chính thức"),
    ("Báo cáo chưa bao gồm số liệu của điểm trường Tân Lập.", "chưa bao gồm"),
    ("Báo cáo chưa có số liệu của 2 lớp xóa mù chữ.", "chưa có số liệu"),
    ("Trường xin bổ sung thêm 2 lớp, 45 người vào mục 4.", "45 người"),
    ("Nhờ Phòng cộng thêm 30 người ở mục 6 giúp trường.", "cộng thêm 30"),
    ("Nhờ Phòng sửa giúp mục 6 thành 30.", "30"),
    ("Kinh phí đơn vị tính là triệu đồng, không phải đồng.", "triệu đồng"),
    ("Kinh phí trong báo cáo tính bằng nghìn đồng.", "nghìn đồng"),
    ("Cập nhật lại số lớp là 5, số người là 150.", "150"),
    ("Số liệu mục 7 trong báo cáo bị sai, trường sẽ gửi lại sau.", "bị sai"),
    ("Báo cáo có sai sót ở mục 3, Phòng thông cảm sửa giúp.", "sai sót"),
    ("Chị ơi em gửi báo cáo, mục 4 chị sửa lại thành 15 lớp giúp em nhé", "15 lớp"),
    ("Em gửi chị ạ. Mục 3 em ghi thiếu 2 lớp, chị cộng vào giúp em với", "thiếu 2 lớp"),
    ("Chị bỏ file hôm trước em gửi nhé, em gửi file này ạ", "bỏ file hôm trước"),
    ("Chị xóa giúp em cái mail hồi sáng, em gửi nhầm", "xóa giúp em"),
    ("A lấy file cũ nhé, file này em gửi nhầm trường khác", "lấy file cũ"),
    ("Số liệu đúng phải là 240 hs nhé chị", "240"),
    ("Mục 9 tăng lên 60 người nha chị", "60 người"),
    ("Kinh gui Phong, de nghi bo ban gui truoc.", "bo ban gui truoc"),
    ("Em gui chi bao cao. So hoc vien dung la 120 nhe", "120"),
    ("dinh chinh muc 2 la 24 tin bai", "24"),
    ("Truong xin rut lai bao cao da gui ngay 5/10", "rut lai"),
    ("chi sua giup em muc 6 thanh 30 nguoi", "30 nguoi"),
    ("Bao cao chua tinh 3 lop cua diem truong 2", "chua tinh"),
    (
        "Trường gửi báo cáo kết quả thực hiện. Đính chính số liệu tại\nmục 2 của báo cáo là\n24 tin, bài.\nTrân trọng",
        "24 tin",
    ),
    (
        "<html><p class=MsoNormal>Trường xin đính chính số liệu tại\r\nmục 2 của báo cáo là\r\n24 tin, bài.</p>",
        "24 tin",
    ),
    ('<div dir="ltr"><div>Số học viên <b>đúng là</b> <span style="color:red">120</span>.</div></div>', "120"),
    ("> Kính gửi các trường, đề nghị nộp báo cáo.\n\nTrường gửi báo cáo, số học viên đúng là 120.", "120"),
    (
        "FYI\n\nBegin forwarded message:\n\nFrom: TH Kim Đồng <a@x.vn>\nSubject: BC\n\nSố học viên đúng là 120.",
        "120",
    ),
    ("Trường gửi báo cáo.\n--\nNguyễn Văn A\nĐT: 0903 123 456\n\nP/S: mục 5 đúng là 42 người", "42"),
    ("Trường THCS Lê Lợi báo cáo bổ sung: mục 4.1 có thêm 12 cuộc thi chưa đưa vào báo cáo.", "12"),
    ("Kính đề nghị Phòng thay số 45 bằng 54 ở dòng 8.", "54"),
    ("Do đánh máy sai, số người tham gia là 1.250 (trong file ghi 12.500).", "1.250"),
    ("Tổng kinh phí 25.000.000 đồng (báo cáo ghi thiếu một số 0).", "thiếu"),
    ("Cho em xin rút file này, em gửi lộn của trường bạn.", "rút"),
    ("Dạ em gửi, nhưng mục 6 chưa đúng, để em coi lại rồi báo chị", "chưa đúng"),
    ("Số ở mục 6 chị đừng lấy, em đang kiểm tra lại", "đừng lấy"),
    ("Ngân sách nhà nước: 15 triệu mới đúng ạ", "mới đúng"),
    ("so lieu muc 5 bi nham, chi lay 36 nhe", "nham"),
    ("xin loi chi, file tren la cua nam ngoai", "nam ngoai"),
    ("Kính mong Phòng hiệu chỉnh mục 3.1 từ 112 lên 120 học viên", "120"),
    ("Mục 5.2 có 8 buổi chứ không phải 6 buổi.", "8"),
    ("Báo cáo này chỉ tính cơ sở 1, cơ sở 2 gửi sau.", "chỉ tính"),
    ("Kính gửi anh/chị, đề nghị không tổng hợp báo cáo đã nộp sáng nay.", "không tổng hợp"),
    ("Bản gửi lúc 8h vô hiệu.", "vô hiệu"),
    ("Bản gửi lúc 8h không còn giá trị.", "không còn giá trị"),
    ("Báo cáo gửi ngày 5/10 mới là bản chính thức.", "chính thức"),
    ("Số liệu mục I lấy theo bản giấy có đóng dấu.", "bản giấy"),
    ("Có chênh lệch giữa bản Word và bản scan, lấy theo bản scan.", "bản scan"),
    ("Đính chính: số lớp 05, số người 142", "142"),
    ("Sửa: Người lớn 142", "142"),
    ("Trừ 3 lớp đã báo ở kỳ trước giúp em", "3 lớp"),
    ("Trường tính trùng 40 người giữa mục 2 và mục 3.", "trùng"),
    ("Mục 4 xin được để trống, số 30 trong file là ghi nhầm.", "nhầm"),
    ("Xin sửa dòng Kết nạp từ 5 lên 6.", "6"),
    ("Anh chị sửa giúp em CT03 = 45.", "45"),
    ("Chỉ tiêu CT03 số đúng 45.", "45"),
    ("Mục 3 nay là 45.", "45"),
    ("Xin bổ sung 2 đảng viên vào mục Kết nạp.", "2"),
    ("Phòng lấy số 45 ở mục 3 giúp em.", "45"),
    ("Mục 3 còn thiếu 2.", "2"),
    ("Tỷ lệ mục 5 là 45% mới đúng.", "45"),
    ("Đơn vị em báo sót 2 hộ nghèo ở mục 3.", "sót 2"),
    ("CT03: 45 thay vì 54.", "45"),
    ("Số cũ 54, số mới 45.", "45"),
    ("54 sửa 45.", "54 sửa 45"),
    ("Em gửi lại số liệu CT03: 45.", "45"),
    ("Bỏ dòng 3 giúp em.", "Bỏ dòng 3"),
    ("Không tính dòng 3.", "dòng 3"),
    ("Mục 3 xin để 0.", "để 0"),
    ("Hai cột Nam và Nữ bị đảo ngược.", "đảo ngược"),
    ("Em đánh lộn cột 2 với cột 3.", "cột 2"),
    ("Kinh phí ghi theo nghìn đồng ạ.", "nghìn đồng"),
    ("Đây là số liệu quý trước.", "quý trước"),
    ("Xin thay số 54 ở mục 3 thành số 45.", "45"),
    ("Mục 3 phải là 45 hộ.", "45"),
    ("Đúng ra mục 3 là 45.", "45"),
    ("Do sơ suất mục 3 ghi 54, thực tế 45.", "thực tế 45"),
    ("Sau khi rà soát, CT03 còn 45 hộ.", "45"),
    ("Rà soát lại thì số hộ nghèo chỉ còn 45.", "45"),
    ("Kính gửi Phòng. Số liệu lấy đến hết tháng 8.", "tháng 8"),
    ("Báo cáo chỉ lấy đến 31/8.", "31/8"),
    ("Số học sinh ghi trong bảng đã gồm cả mầm non.", "mầm non"),
    ("Đã gồm cả mầm non ạ.", "mầm non"),
    ("so dang vien da cong ca du bi", "du bi"),
    ("Số liệu mục 3 không tính lớp buổi tối.", "lớp buổi tối"),
    ("File này là mẫu cũ, số liệu năm 2025.", "mẫu cũ"),
    ("Mục 4 em vẫn lấy số liệu năm 2025.", "2025"),
]
ORDINARY = [
    "Bản này thay bản cũ.",
    "Bản này thay cho bản đã gửi hôm trước.",
    "Trường xin gửi lại báo cáo.",
    "Gửi lại báo cáo vì bản trước có sai sót.",
    "Em gửi lại chị báo cáo, bản trước em làm sai ạ.",
    "Xin phép thay thế file cũ.",
    "Bản trước có sai sót, trường xin gửi lại bản đã chỉnh sửa.",
    "Kính gửi Phòng, trường gửi báo cáo đã điều chỉnh theo góp ý của Phòng ngày 05/10/2024.",
    "Trường đã tổ chức sửa chữa thư viện, bổ sung sách cho 24 lớp.",
    "Năm nay trường tổ chức 4 lớp, 250 học sinh tham gia, tăng so với năm trước.",
    "Nếu có gì sai sót mong Phòng góp ý để trường sửa.",
    "Có gì sai sót chị báo em sửa nhé.",
    "Đề nghị Phòng xác nhận đã nhận được báo cáo. Trân trọng cảm ơn.",
    "Báo cáo gồm 3 trang, 2 phụ lục. Liên hệ: 0903 123 456.",
    "Trường không có số liệu ở mục 7 và mục 8.",
    "Do sơ suất trường gửi chậm, mong Phòng thông cảm.",
    "Em gui chi bao cao tuan le HTSD, chi kiem tra giup em co sai thi bao em sua",
    "Gui lai bao cao, thay ban cu a",
    "Phòng gửi mẫu báo cáo, đề nghị điền đủ số liệu, không sửa mẫu, gửi trước ngày 12/10.",
    "Trường gửi báo cáo.\n\nVào 9/10/2024, PGD <pgd@x.vn> đã viết:\n> Mục 2 sai, số đúng là 24 tin",
    "Trường gửi báo cáo.\n\nFrom: Phòng GD\nSent: Wednesday\nSubject: BC\n\nĐề nghị trường sửa mục 2 thành 24 tin",
    "<p>Gửi</p><div>Vào 9 thg 10 PGD &lt;a@b.vn&gt; đã viết:<blockquote>Mục 2 đúng là 24</blockquote></div>",
    "Thư này và tệp đính kèm chỉ dành cho người nhận; nếu nhận nhầm, vui lòng xóa thư và báo cho người gửi.",
    "This email is confidential. If you received it in error please delete it.",
    "Kinh phí 12 triệu đồng từ nguồn xã hội hóa, bổ sung thêm 20 triệu so với năm 2023.",
    "Trường xin bổ sung báo cáo còn thiếu (file đính kèm).",
    "Gửi chị báo cáo chính thức thay cho bản nháp gửi hôm qua.",
    "Trường gửi bản Word và bản scan có dấu.",
    "Số học viên là 120, số lớp là 4 như báo cáo đính kèm.",
    "Trường gửi báo cáo tuần lễ hưởng ứng học tập suốt đời năm 2024. Rất mong nhận được ý kiến chỉ đạo của Phòng.",
    "Em gửi chị báo cáo, em đã sửa theo góp ý, bổ sung mục 4 rồi ạ.",
    "Báo cáo đã bổ sung chữ ký và con dấu.",
    "Trường xin nộp bổ sung bản có ký số.",
    "Phòng đã nhận được báo cáo. Cảm ơn trường.",
    "Trường gửi báo cáo thay cho thầy Nam đi công tác.",
    "Nhờ chị in giúp em 2 bản.",
    "Em xin lỗi vì gửi trễ ạ. Bản có dấu em nộp sau.",
    "Báo cáo của trường gồm 2 file: Word và PDF, số liệu 2 file như nhau.",
    "Báo cáo thực hiện theo Công văn số 120/PGDĐT ngày 01/10/2024, sửa đổi theo Công văn 135.",
    "Trong tuần lễ có 5 buổi giao lưu, 3 lớp chuyên đề, tặng 120 quyển sách.",
    "Học sinh được tặng 200 hộp sữa cho 12 lớp.",
    "Hoc sinh duoc tang 200 hop sua, 12 lop tham gia tuan le",
    "Nội dung báo cáo như file đính kèm. Đề nghị Phòng tổng hợp.",
    "Đơn vị không phát sinh số liệu.",
    "Kính đề nghị quý Phòng bỏ qua nếu đã nhận được.",
    "Gửi lại do lần trước quên đính kèm file.",
    "Lần trước em quên đính kèm, em gửi lại ạ.",
    "Trường báo cáo trễ do thay đổi nhân sự, đổi hiệu trưởng.",
    "Sent from my iPhone",
    "Báo cáo có 43 dòng theo mẫu, đơn vị tính theo mẫu của Phòng.",
    "Trường tổ chức thu gom giấy vụn, bỏ rác đúng nơi quy định, 450 em tham gia.",
    "Đề nghị Phòng hướng dẫn thêm mục 5, nếu chưa đúng trường sẽ điều chỉnh.",
    "Mọi thắc mắc xin liên hệ: Nguyễn Văn An, 0912345678, email an@x.vn.",
    "Địa chỉ: Số 12, đường 30/4, phường 3. ĐT: (028) 3855 1234 máy lẻ 12",
    "Thực hiện Công văn số 1234/PGDĐT ngày 01/10/2024 của Phòng GDĐT, Trường TH A kính gửi báo cáo.",
    "Kính gửi: Phòng Giáo dục và Đào tạo. Căn cứ Kế hoạch số 12/KH-UBND, nhà trường báo cáo như file đính kèm.",
    "Trường đã bổ sung thêm 5 lớp xóa mù chữ trong năm 2024 theo chỉ đạo.",
    "Năm nay số người tham gia tăng 20 người so với năm trước.",
    "Nhờ chị kiểm tra giúp em xem báo cáo đủ chưa ạ.",
    "Em gửi chị báo cáo mục 3 em để trống vì trường không tổ chức.",
    "Em gửi chị bản mới nhất nha, bản này mới là bản cuối ạ.",
    "Báo cáo đã được Hiệu trưởng duyệt và ký số.",
    "Do mạng lỗi nên em gửi 2 lần, chị lấy 1 bản thôi ạ.",
    "Trường gửi kèm 12 ảnh minh họa các hoạt động trong báo cáo.",
    "Trân trọng thông báo lịch họp lúc 8h00 ngày 12/10, phòng họp số 2.",
    "Chị nhận được thì báo lại em nhé, em cảm ơn chị nhiều.",
    "Đơn vị xin báo cáo số liệu như sau: 4 lớp, 120 người (chi tiết trong file).",
    "Mọi số liệu trong báo cáo tính đến ngày 30/9/2024.",
    "Kinh phí tính theo đồng như mẫu.",
    "Số liệu tính từ ngày 1/10 đến 7/10.",
    "Thư này được gửi tự động, vui lòng không trả lời.",
    "Please find attached the report.",
    "Em chào chị, em là Lan bên TH Hoa Sen, em gửi báo cáo TLHT ạ. Chúc chị ngày mới tốt lành!",
    "Báo cáo chưa kịp ký số, trường sẽ gửi bản ký số sau.",
    "Mục 3 đơn vị em không có nên ghi 0.",
    "Báo cáo gồm 14 chỉ tiêu từ CT01 đến CT14.",
    "Em xin bổ sung 2 ảnh hoạt động vào báo cáo.",
    "Hạn nộp còn 2 ngày, em gửi sớm.",
    "Đơn vị TH05 xin gửi báo cáo quý 3 năm 2026.",
    "Em ghi 3 mục theo hướng dẫn ở mục 2 công văn.",
    "Đã nhập 45 phiếu vào cột dữ liệu chung.",
    "Phòng học đúng ra phải mở cửa từ 7 giờ.",
    "Khu pho 3 con 45 ho chua ky cam ket.",
    "Truong da tinh du 3 diem le.",
    "Số điện thoại mới 0912345678 thay số cũ 0909123456.",
    "Trường em có 2 cơ sở, số liệu đã gộp cả 2 cơ sở.",
    "Báo cáo đã gồm cả phụ lục và ảnh.",
    "Em đã làm lại theo mẫu mới thay mẫu cũ.",
    "Kính gửi Phòng số liệu năm 2026.",
    "Trường gửi số liệu đến Phòng, hạn gửi báo cáo chỉ đến ngày 25.",
    "Báo cáo này không tính điểm thi đua phải không ạ?",
    "Số lượng người tham gia tăng, gồm cả nam và nữ.",
]


@pytest.mark.parametrize(("text", "said"), TOLD)
def test_a_sentence_that_corrects_limits_or_withdraws_figures_is_told(text: str, said: str) -> None:
    assert said in correction_in(text.encode())


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_mail_says_nothing_against_its_figures(text: str) -> None:
    assert correction_in(text.encode()) == ""


def test_a_mail_sent_on_is_known_by_its_subject_where_its_text_does_not_say_so() -> None:
    text = "Kính chuyển.\n\nTừ: TH Kim Đồng <a@x.vn>\nTiêu đề: BC\n\nĐính chính mục 2 là 24 tin.\n".encode()
    assert correction_in(text, "RE: Báo cáo") == ""
    assert correction_in(text, "FW: Báo cáo") == "Đính chính mục 2 là 24 tin."


@pytest.mark.parametrize(
    ("subject", "told"),
    [
        ("Đính chính số liệu mục 2: 24 tin bài", True),
        ("Dinh chinh muc 2: 24 tin", True),
        ("FW: Đính chính mục 2: 24 tin bài", True),
        ("Re: Đề nghị đính chính mục 2: 24 tin bài", False),
        ("Đính chính báo cáo HTSĐ năm 2024", False),
        ("Báo cáo đính chính lần 2 ngày 08/10/2024", False),
        ("BC HTSĐ 2024-2025 (sửa)", False),
    ],
)
@pytest.mark.parametrize("text", ["Kính gửi Phòng.", "Em gui chi a."])
def test_a_subject_that_says_another_figure_is_told(subject: str, told: bool, text: str) -> None:
    assert correction_in(text.encode(), subject) == (subject if told else "")


def test_a_subject_says_nothing_where_the_mail_brings_the_mended_report() -> None:
    assert correction_in("Trường gửi lại báo cáo đã sửa.".encode(), "Đính chính mục 2: 24 tin bài") == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('TH Bau Sen would like to recall the message, "Bao cao HTSD".', True),
        ("File word sai, Phòng lấy file excel giúp.", True),
        ("Số liệu Phòng lấy trong file excel nhé.", True),
        ("Phòng lấy file word hoặc file excel đều được.", False),
        ("Trường gửi file word và file scan có dấu.", False),
    ],
)
def test_which_file_holds_and_what_is_recalled_is_told(text: str, told: bool) -> None:
    assert (correction_in(text.encode()) != "") is told


def test_the_sentence_is_told_alone_and_cut_where_it_is_long() -> None:
    text = f"Kính gửi Phòng. Số học viên đúng là 120{' theo sổ' * 40}. Trân trọng."
    assert correction_in(text.encode()) == f"Số học viên đúng là 120{' theo sổ' * 17}…"


@pytest.mark.parametrize("charset", ["windows-1258", "utf-16", "utf-8"])
def test_a_mail_s_text_is_read_in_the_encoding_its_part_names(tmp_path: Path, charset: str) -> None:
    raw = "Đính chính: 24 tin, 142 em.".encode(charset)
    mail = eml({"bc.docx": b"1"}, text="@").replace(b'charset="utf-8"', f'charset="{charset}"'.encode(), 1)
    head, _, rest = mail.partition(b"Content-Transfer-Encoding: 7bit\r\n\r\n@\r\n")
    letters = base64.b64encode(raw)
    put = head + b"Content-Transfer-Encoding: base64\r\n\r\n" + letters + b"\r\n" + rest
    (tmp_path / "a.eml").write_bytes(put)
    with open_inbox(tmp_path) as inbox:
        told = [item.problem.detail for item in inbox.files if item.problem]
    assert told == ["Đính chính: 24 tin, 142 em."]
