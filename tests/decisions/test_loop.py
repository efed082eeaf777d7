"""The loop of deciding through real files: written, filled in, in force, kept, expired when the report changes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from htsd_cli.consolidate import units_of
from htsd_cli.decisions import State
from htsd_cli.form import Campaign
from htsd_cli.writers.campaign.message import message_to
from htsd_cli.writers.page.page import render_page
from tests.decisions.office import FORM, LAN, MAI, SEN, Office
from tools.make_docs import closed, schemas

CLEAN = {
    "classes": ("1",),
    "classes.participants": ("", "30"),
    "classes.literacy": ("1", "30"),
    "workshops": ("2",),
}
DOUBTFUL = CLEAN | {"culture_sport": ("1",), "culture_sport.sports": ("1", "45 GV + 300 HS")}
WRONG_SUM = CLEAN | {"classes": ("3",)}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


# -- agreeing ----------------------------------------------------------------------------------------------


def test_a_suggestion_or_what_counts_now_is_agreed_to_with_a_word(office: Office) -> None:
    office.receive("sen.docx", SEN, DOUBTFUL)
    office.receive("lan.docx", LAN, CLEAN | {"culture_sport.sports": ("1", "20000")})
    office.run()
    office.fill("45 GV + 300 HS", "Đồng ý")
    for _ in range(2):
        done = office.run()
        assert done.figure(SEN, "culture_sport.sports", "people") == 345
        assert done.status(SEN) == "ok"


def test_agreeing_where_nothing_is_suggested_is_refused_and_told(office: Office) -> None:
    office.receive("sen.docx", SEN, CLEAN | {"culture_sport.sports": ("1", "nhiều lắm")})
    office.run()
    office.fill("nhiều lắm", "x")
    done = office.run()
    assert done.figure(SEN, "culture_sport.sports", "people") is None
    assert any("không có gợi ý để đồng ý" in text for text in done.told("decision-unreadable"))


def test_each_part_of_a_report_that_came_in_parts_has_its_lines(office: Office) -> None:
    office.receive("sen phần 1.docx", SEN, {"news_items": ("khoảng 14",), "workshops": ("2",)})
    office.receive("sen phần 2.docx", SEN, {"publications": ("hơn 350",), "awards.groups": ("4",)})
    run = office.run()
    assert {line["Nội dung trong báo cáo"] for line in office.lines()} == {"khoảng 14", "hơn 350"}
    office.fill("khoảng 14", 14)
    office.fill("hơn 350", 350)
    run = office.run()
    assert (run.figure(SEN, "news_items", "count"), run.figure(SEN, "publications", "count")) == (14, 350)
    assert run.figure(SEN, "workshops", "count") == 2


# -- what is written ---------------------------------------------------------------------------------------


def test_the_sheet_has_the_contracts_columns_first_and_a_line_for_each_figure_in_doubt(
    office: Office,
) -> None:
    office.receive("sen.docx", SEN, DOUBTFUL)
    office.receive("mai.docx", MAI, WRONG_SUM)
    office.receive("lan.docx", LAN, CLEAN)
    office.run()
    lines = office.lines()
    assert list(lines[0])[:8] == [
        "Đơn vị", "Chỉ tiêu", "Cột", "Nội dung trong báo cáo", "Gợi ý", "Giá trị đúng", "Lý do", "Người xác nhận",
    ]  # fmt: skip
    assert [[value for name, value in line.items() if name not in ("Tệp", "Vị trí", "Mã dòng")] for line in lines] == [
        [
            MAI, "Các lớp bồi dưỡng, tập huấn tổ chức trong Tuần lễ", "Số lớp/số cuộc thi", "3", 1, None, None, None,
            "Nên xem lại: đã được cộng", "Ghi 3, cộng các dòng bên dưới được 1 (thừa 2).", 3,
        ],
        [
            SEN, "Hoạt động thể dục thể thao", "Người", "45 GV + 300 HS", 345, None, None, None,
            "Cần xác nhận: chưa được cộng", "Nhiều số trong một ô, cần một số tổng.", None,
        ],
    ]  # fmt: skip
    assert [line["Tệp"] for line in lines] == ["mai.docx", "sen.docx"]
    assert lines[1]["Vị trí"] == "bảng số liệu, dòng 30, cột 5"


def test_a_campaign_without_doubt_has_an_empty_sheet(office: Office) -> None:
    office.receive("lan.docx", LAN, CLEAN)
    run = office.run()
    assert run.decisions.lines == ()
    assert [line["Đơn vị"] for line in office.lines()] == ["Không có số liệu nào cần xác nhận."]
    assert office.run().decisions.lines == ()


def test_a_finding_about_both_cells_of_a_row_is_a_line_for_each(office: Office) -> None:
    office.receive("sen.docx", SEN, CLEAN | {"culture_sport.sports": ("", "40")})
    office.run()
    assert [(line["Cột"], line["Nội dung trong báo cáo"], line["Đang tính"]) for line in office.lines()] == [
        ("Số lớp/số cuộc thi", None, None),
        ("Người", "40", 40),
    ]


def test_figures_outside_the_form_can_only_be_said_not_to_count(office: Office) -> None:
    added = "| | Nói chuyện chuyên đề | buổi | 2 | 150 | |\n"
    office.receive("sen.docx", SEN, CLEAN | {"book_drive": ("620",)}, added=added)
    office.run()
    shown = ("Chỉ tiêu", "Cột", "Nội dung trong báo cáo", "Gợi ý")
    assert [tuple(line[name] for name in shown) for line in office.lines()] == [
        (FORM.by_id["book_drive"].short_label, "(ngoài mẫu)", "620", "không tính"),
        ("Nói chuyện chuyên đề", "(ngoài mẫu)", "Nói chuyện chuyên đề | buổi | 2 | 150", "không tính"),
    ]  # fmt: skip
    office.fill("620", "không tính", "đã ghi ở dòng dưới")
    office.fill("Nói chuyện chuyên đề | buổi | 2 | 150", 152, "cộng dồn")
    run = office.run()
    assert run.codes(SEN) == ["extra-row", "decision-unreadable", "decided"]
    assert "chỗ này chỉ nhận “không tính”" in run.findings(SEN)[1].message
    office.fill("Nói chuyện chuyên đề | buổi | 2 | 150", "Không tính.", "ngoài mẫu")
    run = office.run()
    assert (run.codes(SEN), run.status(SEN)) == (["decided", "decided"], "ok")
    assert run.told("decided")[1] == (
        "Dòng thêm “Nói chuyện chuyên đề” được xác nhận là không tính (báo cáo ghi “Nói chuyện chuyên đề | buổi | 2 |"
        " 150”). Lý do: ngoài mẫu. Người xác nhận: Lan."
    )
    assert run.decisions.count(State.APPLIED) == 2
    assert run.figure(SEN, "workshops", "count") == 2


# -- what is in force --------------------------------------------------------------------------------------


def test_a_decided_figure_counts_and_is_shown_wherever_it_is(office: Office) -> None:
    office.receive("sen.docx", SEN, DOUBTFUL)
    before = office.run()
    assert (before.status(SEN), before.figure(SEN, "culture_sport.sports", "people")) == ("error", None)
    office.fill("45 GV + 300 HS", 345, "điện hỏi trường ngày 15/10", "Nguyễn Thị Lan")
    run = office.run()
    assert (run.status(SEN), run.codes(SEN)) == ("ok", ["decided"])
    assert run.told("decided") == [
        "Dòng “Hoạt động thể dục thể thao”, cột “Người” được xác nhận là 345 (báo cáo ghi “45 GV + 300 HS”). Lý do:"
        " điện hỏi trường ngày 15/10. Người xác nhận: Nguyễn Thị Lan."
    ]
    assert run.figure(SEN, "culture_sport.sports", "people") == 345
    assert run.consolidation.to_json()["totals"]["culture_sport.sports"]["people"] == 345
    data = json.loads(json.dumps(run.consolidation.to_json()))
    assert data["decided"] == {
        SEN: {
            "culture_sport.sports": {
                "people": {
                    "value": 345,
                    "by": "Nguyễn Thị Lan",
                    "reason": "điện hỏi trường ngày 15/10",
                    "text": "45 GV + 300 HS",
                }
            }
        }
    }
    assert data["origins"][SEN]["culture_sport.sports"]["people"]["text"] == "45 GV + 300 HS"
    Draft202012Validator(closed(schemas()["consolidation"])).validate(data)
    written = run.consolidation.reported[0].submission
    assert written is not None
    submission = json.loads(json.dumps(written.to_json()))
    Draft202012Validator(closed(schemas()["validation"])).validate([submission])
    page = render_page(run.consolidation, FORM, Campaign())
    assert "Đã xác nhận: 345 – điện hỏi trường ngày 15/10 – Nguyễn Thị Lan" in page
    line = office.line("45 GV + 300 HS")
    assert (line["Giá trị đúng"], line["Tình trạng"], line["Đang tính"]) == (345, "Đã áp dụng: 345.", 345)
    assert line["Vướng mắc"] == "Nhiều số trong một ô, cần một số tổng."


def test_a_warning_is_settled_by_confirming_the_figure_and_stays_in_sight(office: Office) -> None:
    office.receive("mai.docx", MAI, WRONG_SUM)
    assert office.run().codes(MAI) == ["sum-differs"]
    office.fill("3", 3, "hai lớp chưa ghi ở dòng nào")
    run = office.run()
    assert (run.status(MAI), run.codes(MAI), run.figure(MAI, "classes", "count")) == ("ok", ["decided"], 3)
    assert (
        "Cảnh báo đã được xem xét: ghi 3, cộng các dòng bên dưới được 1 (thừa 2)." in run.told("decided")[0]
    )


def test_a_warning_is_settled_by_correcting_the_figure(office: Office) -> None:
    office.receive("mai.docx", MAI, WRONG_SUM)
    office.run()
    office.fill("3", 1)
    run = office.run()
    assert (run.codes(MAI), run.figure(MAI, "classes", "count")) == (["decided"], 1)


def test_a_correction_that_does_not_mend_the_sum_leaves_the_declared_total_to_the_person(
    office: Office,
) -> None:
    office.receive("mai.docx", MAI, WRONG_SUM)
    office.run()
    office.fill("3", 4)
    run = office.run()
    assert (run.codes(MAI), run.figure(MAI, "classes", "count")) == (["decided"], 4)


def test_a_decided_row_settles_the_blank_sum_above_it(office: Office) -> None:
    cells = {
        "culture_sport.sports": ("2", "80"),
        "culture_sport.arts": ("khoảng 3", "90"),
    }
    office.receive("sen.docx", SEN, cells)
    assert office.run().figure(SEN, "culture_sport", "count") is None
    office.fill("khoảng 3", 3)
    run = office.run()
    assert run.figure(SEN, "culture_sport", "count") == 5
    assert run.codes(SEN) == ["total-derived", "decided"]


def test_a_decided_row_shows_the_declared_sum_above_it_to_be_wrong(office: Office) -> None:
    cells = {
        "culture_sport": ("9",),
        "culture_sport.sports": ("2", "80"),
        "culture_sport.arts": ("khoảng 3", "90"),
    }
    office.receive("sen.docx", SEN, cells)
    assert office.run().codes(SEN) == ["estimate"]
    office.fill("khoảng 3", 3)
    run = office.run()
    assert run.codes(SEN) == ["sum-differs", "decided"]
    assert run.figure(SEN, "culture_sport", "count") == 9
    office.fill("9", 9, "bốn cuộc ở phường")
    run = office.run()
    assert (run.codes(SEN), run.status(SEN)) == (["decided", "decided"], "ok")


def test_a_slip_in_a_decision_is_a_warning_like_any_other(office: Office) -> None:
    office.receive("sen.docx", SEN, DOUBTFUL)
    office.run()
    office.fill("45 GV + 300 HS", 345_000)
    run = office.run()
    assert run.figure(SEN, "culture_sport.sports", "people") == 345_000
    assert set(run.codes(SEN)) == {"out-of-proportion", "larger-than-neighbours", "decided"}
    assert office.line("45 GV + 300 HS")["Tình trạng"] == "Đã áp dụng: 345.000. Còn cảnh báo, xin xem lại."


@pytest.mark.parametrize(("typed", "value"), [("1.250 người", 1250), (0, 0)])
def test_a_value_may_be_typed_as_in_a_report(office: Office, typed: object, value: int) -> None:
    office.receive("sen.docx", SEN, {"culture_sport.sports": ("1", "khoảng 1200")})
    office.run()
    office.fill("khoảng 1200", typed)
    assert office.run().figure(SEN, "culture_sport.sports", "people") == value


def test_an_amount_may_be_decided_in_millions(office: Office) -> None:
    office.receive("sen.docx", SEN, CLEAN | {"funding.state_budget": ("khoảng 12 triệu",)})
    office.run()
    assert office.lines()[0]["Cột"] == "Đồng"
    office.fill("khoảng 12 triệu", "12,5 triệu")
    run = office.run()
    assert run.figure(SEN, "funding.state_budget", "amount") == 12_500_000
    assert office.lines()[0]["Giá trị đúng"] == "12,5 triệu"


def test_a_figure_may_be_decided_to_stay_blank(office: Office) -> None:
    office.receive("sen.docx", SEN, DOUBTFUL | {"culture_sport.sports": ("0", "toàn trường")})
    office.run()
    office.fill("toàn trường", "Để trống.")
    run = office.run()
    assert run.figure(SEN, "culture_sport.sports", "people") is None
    assert "decided" in run.codes(SEN)
    assert "not-a-number" not in run.codes(SEN)
    assert run.consolidation.to_json()["decided"][SEN]["culture_sport.sports"]["people"]["value"] is None


# -- what is not ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["khoảng 300", 1.25])
def test_a_value_that_is_not_certain_is_told_and_not_applied(office: Office, typed: object) -> None:
    office.receive("sen.docx", SEN, DOUBTFUL)
    office.run()
    office.fill("45 GV + 300 HS", typed)
    run = office.run()
    assert run.codes(SEN) == ["sum-in-words", "decision-unreadable"]
    assert run.figure(SEN, "culture_sport.sports", "people") is None
    line = office.line("45 GV + 300 HS")
    assert line["Tình trạng"] == "Chưa áp dụng: giá trị xác nhận không rõ"
    assert line["Giá trị đúng"] == typed
    assert office.run().codes(SEN) == ["sum-in-words", "decision-unreadable"]


def test_a_number_that_excel_took_for_a_decimal_gets_a_suggestion(office: Office) -> None:
    office.receive("sen.docx", SEN, DOUBTFUL)
    office.run()
    office.fill("45 GV + 300 HS", 1.25)
    (told,) = [item for item in office.run().findings(SEN) if item.code == "decision-unreadable"]
    assert told.message == (
        "Dòng “Hoạt động thể dục thể thao”, cột “Người”: ô “Giá trị đúng” trong can-xac-nhan.xlsx ghi “1,25”, không rõ"
        " là số nào, nên xác nhận chưa được áp dụng."
    )
    assert (
        told.hint == "Ghi một số nguyên từ 0 trở lên (có phải 1.250?); không có số liệu thì ghi “để trống”."
    )


def test_a_value_for_which_nobody_answers_is_told_and_not_applied(office: Office) -> None:
    office.receive("sen.docx", SEN, DOUBTFUL)
    office.run()
    office.fill("45 GV + 300 HS", 345, "hỏi lại", None)
    run = office.run()
    assert run.codes(SEN) == ["sum-in-words", "decision-unsigned"]
    assert run.figure(SEN, "culture_sport.sports", "people") is None
    assert office.line("45 GV + 300 HS")["Giá trị đúng"] == 345


def test_what_concerns_the_office_alone_is_not_in_the_message_to_the_unit(office: Office) -> None:
    office.receive("sen.docx", SEN, DOUBTFUL)
    office.run()
    office.fill("45 GV + 300 HS", "xem lại")
    (view,) = units_of(office.run().consolidation, FORM)
    message = message_to(view, FORM, Campaign()) or ""
    assert "45 GV + 300 HS" in message
    assert "can-xac-nhan" not in message
    office.fill("45 GV + 300 HS", 345)
    (view,) = units_of(office.run().consolidation, FORM)
    assert message_to(view, FORM, Campaign()) is None


def test_a_decision_without_a_reason_is_applied_and_says_so(office: Office) -> None:
    office.receive("sen.docx", SEN, DOUBTFUL)
    office.run()
    office.fill("45 GV + 300 HS", 345, None)
    run = office.run()
    assert run.figure(SEN, "culture_sport.sports", "people") == 345
    assert "Lý do: không ghi." in run.told("decided")[0]
    assert office.line("45 GV + 300 HS")["Tình trạng"] == "Đã áp dụng: 345. Chưa ghi lý do."


def test_a_reason_without_a_value_is_no_decision_and_is_kept(office: Office) -> None:
    office.receive("sen.docx", SEN, DOUBTFUL)
    office.run()
    office.fill("45 GV + 300 HS", None, "đang chờ trường trả lời", None)
    assert office.run().codes(SEN) == ["sum-in-words"]
    assert office.line("45 GV + 300 HS")["Lý do"] == "đang chờ trường trả lời"


def test_a_line_emptied_again_is_no_decision(office: Office) -> None:
    office.receive("sen.docx", SEN, DOUBTFUL)
    office.run()
    office.fill("45 GV + 300 HS", 345)
    office.run()
    office.fill("45 GV + 300 HS", None, None, None)
    run = office.run()
    assert run.codes(SEN) == ["sum-in-words"]
    assert run.consolidation.to_json()["decided"] == {}


# -- what changes ------------------------------------------------------------------------------------------


def test_a_decision_expires_when_the_unit_sends_another_file_and_a_new_line_asks_again(
    office: Office,
) -> None:
    office.receive("sen.docx", SEN, DOUBTFUL)
    office.run()
    office.fill("45 GV + 300 HS", 345)
    office.run()
    office.receive(
        "sen.docx", SEN, DOUBTFUL | {"workshops": ("3",)}
    )  # the very cell says what it said before
    run = office.run()
    assert run.codes(SEN) == ["sum-in-words", "decision-expired"]
    assert run.figure(SEN, "culture_sport.sports", "people") is None
    assert run.told("decision-expired") == [
        "Dòng “Hoạt động thể dục thể thao”, cột “Người”: xác nhận “345” của Lan không còn được áp dụng vì tệp của đơn"
        " vị đã thay đổi; tệp hiện nay ghi “45 GV + 300 HS”."
    ]
    new, old = office.lines()
    assert (new["Tình trạng"], new["Giá trị đúng"], new["Gợi ý"]) == (
        "Cần xác nhận: chưa được cộng",
        None,
        345,
    )
    assert old["Tình trạng"] == "Hết hiệu lực: tệp đã thay đổi sau khi xác nhận; xin xác nhận lại"
    assert (old["Giá trị đúng"], old["Lý do"], old["Người xác nhận"]) == (345, "hỏi lại", "Lan")
    office.fill("45 GV + 300 HS", 350)
    run = office.run()
    assert (run.codes(SEN), run.figure(SEN, "culture_sport.sports", "people")) == (["decided"], 350)
    assert [line["Giá trị đúng"] for line in office.lines()] == [350, 345]
    assert [line.state for line in office.run().decisions.lines] == [State.APPLIED, State.EXPIRED]


def test_a_decision_that_the_new_file_takes_up_is_needed_no_longer(office: Office) -> None:
    office.receive("sen.docx", SEN, DOUBTFUL)
    office.run()
    office.fill("45 GV + 300 HS", 345)
    office.run()
    office.receive("sen moi.docx", SEN, DOUBTFUL | {"culture_sport.sports": ("1", "345")})
    run = office.run()
    assert run.status(SEN) == "warning"  # of two files, told by another finding
    assert "decision-obsolete" in run.codes(SEN)
    assert "decision-expired" not in run.codes(SEN)


def test_a_new_file_with_another_figure_asks_whether_the_decision_still_holds(office: Office) -> None:
    office.receive("sen.docx", SEN, DOUBTFUL)
    office.run()
    office.fill("45 GV + 300 HS", 345)
    office.run()
    office.receive("sen.docx", SEN, DOUBTFUL | {"culture_sport.sports": ("1", "340")})
    run = office.run()
    assert (run.codes(SEN), run.figure(SEN, "culture_sport.sports", "people")) == (["decision-expired"], 340)
    line = office.line("340")
    assert (line["Gợi ý"], line["Đang tính"], line["Tình trạng"]) == (345, 340, "Nên xem lại: đã được cộng")
    office.fill("340", 345, "trường báo lại qua điện thoại")
    run = office.run()
    assert (run.codes(SEN), run.figure(SEN, "culture_sport.sports", "people")) == (["decided"], 345)


def test_a_decision_comes_back_with_the_file_it_was_made_for(office: Office) -> None:
    path = office.receive("sen.docx", SEN, DOUBTFUL)
    first = path.read_bytes()
    office.run()
    office.fill("45 GV + 300 HS", 345)
    office.run()
    office.receive("sen.docx", SEN, DOUBTFUL | {"workshops": ("3",)})
    assert "decided" not in office.run().codes(SEN)
    path.write_bytes(first)
    run = office.run()
    assert (run.codes(SEN), run.figure(SEN, "culture_sport.sports", "people")) == (["decided"], 345)


def test_decisions_wait_while_the_units_report_is_not_here(office: Office) -> None:
    path = office.receive("sen.docx", SEN, DOUBTFUL)
    office.receive("lan.docx", LAN, CLEAN)
    office.run()
    office.fill("45 GV + 300 HS", 345)
    office.run()
    kept = path.read_bytes()
    path.unlink()
    run = office.run()
    assert [line.state for line in run.decisions.lines] == [State.WAITING]
    assert (
        office.line("45 GV + 300 HS")["Tình trạng"]
        == "Chờ: chưa có báo cáo của đơn vị trong lần tổng hợp này"
    )
    path.write_bytes(kept)
    assert office.run().figure(SEN, "culture_sport.sports", "people") == 345


def test_a_file_renamed_or_moved_keeps_its_decisions(office: Office) -> None:
    path = office.receive("sen.docx", SEN, DOUBTFUL)
    office.run()
    office.fill("45 GV + 300 HS", 345)
    (office.inbox / "dot 2").mkdir()
    path.rename(office.inbox / "dot 2" / "bao cao hoa sen.docx")
    assert office.run().figure(SEN, "culture_sport.sports", "people") == 345


def test_a_report_that_is_not_counted_as_a_whole_keeps_its_decisions_waiting(office: Office) -> None:
    office.receive("sen.docx", SEN, DOUBTFUL)
    office.run()
    office.fill("45 GV + 300 HS", 345)
    office.run()
    office.receive("sen.docx", SEN, DOUBTFUL, year=2023)
    run = office.run()
    assert run.consolidation.to_json()["figures"] == {}
    assert len([line for line in run.decisions.lines if line.row]) == 1


def test_two_runs_give_the_same_bytes_and_no_received_file_changes(office: Office) -> None:
    office.receive("sen.docx", SEN, DOUBTFUL)
    office.receive("mai.docx", MAI, WRONG_SUM)
    received = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in office.inbox.iterdir()}
    office.run()
    office.fill("45 GV + 300 HS", 345)
    office.fill("3", "mấy", by=None)
    office.run()
    first = office.sheet.read_bytes()
    office.run()
    assert office.sheet.read_bytes() == first
    assert {
        path: hashlib.sha256(path.read_bytes()).hexdigest() for path in office.inbox.iterdir()
    } == received


def test_of_several_units_each_decision_goes_to_its_own(office: Office) -> None:
    office.receive("sen.docx", SEN, DOUBTFUL)
    office.receive("mai.docx", MAI, DOUBTFUL)
    office.receive("lan.docx", LAN, DOUBTFUL)
    office.run()
    office.fill("45 GV + 300 HS", 345, unit=SEN)
    office.fill("45 GV + 300 HS", 333, unit=LAN, by=None)
    run = office.run()
    assert [run.figure(unit, "culture_sport.sports", "people") for unit in (SEN, MAI, LAN)] == [
        345,
        None,
        None,
    ]
    assert run.consolidation.to_json()["totals"]["culture_sport.sports"]["people"] == 345
    assert [line.state for line in run.decisions.lines] == [State.REFUSED, State.OPEN, State.APPLIED]
