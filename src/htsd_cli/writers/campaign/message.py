"""The message a clerk pastes into a mail or chat: what a unit should mend, or that its report is awaited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from htsd_cli.consolidate import Unit
from htsd_cli.form import Campaign, Form
from htsd_cli.language.vietnamese import lower_first
from htsd_cli.values.catalogue import CATALOGUE
from htsd_cli.values.findings import Finding, Mender, Severity
from htsd_cli.writers.wording import in_year, one_line, two_digits

_SOON = "trong thời gian sớm nhất"


@dataclass(frozen=True, slots=True)
class Term:
    """The day by which a report is due, seen from another; without that day nobody knows whether it is past.

    Before it a unit is reminded of it, after it the report is pressed for.
    """

    due: date | None
    today: date | None = None

    @property
    def ahead(self) -> int | None:
        """How many days are left, 0 on the day itself; None once it is past, or where that is not known."""
        if self.due is None or self.today is None or self.today > self.due:
            return None
        return (self.due - self.today).days

    @property
    def sentence(self) -> str:
        """`Hạn gửi là ngày 11/10/2024 (còn 02 ngày).`, "" once it is past."""
        if self.ahead is None or self.due is None:
            return ""
        left = f"còn {two_digits(self.ahead)} ngày" if self.ahead else "hôm nay"
        return f"Hạn gửi là ngày {self.due:%d/%m/%Y} ({left})."

    @property
    def until(self) -> str:
        """Until when something is asked for: `chậm nhất ngày 11/10/2024`, else at the soonest."""
        return _SOON if self.ahead is None else f"chậm nhất ngày {self.due:%d/%m/%Y}"


def subject_to(view: Unit, form: Form, campaign: Campaign) -> str:
    """Return the subject of a mail with the message: what it is about, and of which report."""
    title = in_year(form.title, form, campaign.term.year)
    about = {
        "missing": "Nhắc gửi báo cáo",
        "unusable": "Đề nghị gửi lại báo cáo",
        "error": "Đề nghị chỉnh sửa báo cáo",
    }.get(view.status, "Đề nghị kiểm tra lại báo cáo")
    return one_line(f"{about} {lower_first(title)}")


def message_to(view: Unit, form: Form, campaign: Campaign, today: date | None = None) -> str | None:
    """Return the message to one unit, None when there is nothing to ask of it.

    `today` tells whether the campaign's deadline lies ahead; without it the message speaks as after it.
    """
    title = in_year(form.title, form, campaign.term.year)
    subject = f"báo cáo {lower_first(title)}"
    office = campaign.office.full_name
    term = Term(campaign.term.deadline, today)
    name = one_line(view.name)
    if view.status == "missing":
        due = f" (hạn gửi: ngày {term.due:%d/%m/%Y})" if term.due else ""
        asked = (
            f"{office} chưa nhận được {subject} của đơn vị{due}. "
            f"Đề nghị đơn vị gửi báo cáo {_SOON}; nếu đã gửi, xin báo lại để kiểm tra."
            if term.ahead is None
            else f"Đến nay, {office} chưa nhận được {subject} của đơn vị. {term.sentence} "
            "Đề nghị đơn vị gửi đúng hạn; nếu đã gửi, xin báo lại để kiểm tra."
        )
        return f"Kính gửi {name},\n\n{asked}\n\nTrân trọng.\n{office}"
    if view.unusable:
        file = one_line(PurePosixPath(view.files[-1]).name)
        received = CATALOGUE[view.findings[0].code].received.format(file=file)
        about = f"Về {subject}:"  # a chat has no line for the subject
        asked = " ".join(filter(None, (received, term.sentence)))
        return f"Kính gửi {name},\n\n{about} {office} {asked}\n\nTrân trọng.\n{office}"
    if view.status == "optional":
        return None
    return message_on(view, subject, office, term.until)


def return_message(view: Unit, form: Form, campaign: Campaign, due: date | None, *, copy: bool) -> str | None:
    """Return the message that goes with a returned report, None when there is nothing to ask of the unit.

    `due` is the day by which the unit should answer; `copy` tells that its own file goes with it, remarks in it.
    """
    title = in_year(form.title, form, campaign.term.year)
    until = f"chậm nhất ngày {due:%d/%m/%Y}" if due else _SOON
    subject = f"báo cáo {lower_first(title)}"
    where = "trong tệp gửi kèm (đã ghi chú ở từng chỗ)" if copy else "trong tệp đã gửi"
    return message_on(view, subject, campaign.office.full_name, until, where)


def message_on(
    view: Unit, subject: str, office: str, until: str, where: str = "trong tệp đã gửi"
) -> str | None:
    """Return the message on a report that came in: what to mend and to look at; None when there is nothing."""
    findings = [finding for finding in view.findings if finding.mender is Mender.UNIT]
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    warnings = [finding for finding in findings if finding.severity is Severity.WARNING]
    if not errors and not warnings:
        return None
    parts = [
        f"Kính gửi {one_line(view.name)},",
        f"{office} đã nhận {subject} của đơn vị (tệp {one_line(PurePosixPath(view.file or '').name)}).",
    ]
    if errors:
        parts.append(_listed("Các nội dung cần sửa (chưa được cộng vào số liệu chung):", errors))
    if warnings:
        parts.append(_listed("Các nội dung cần xem lại:", warnings))
    parts.append(
        f"Đề nghị đơn vị sửa ngay {where} và gửi lại {until}."
        if errors
        else f"Đề nghị đơn vị kiểm tra lại; nếu có sai, sửa ngay {where} và gửi lại."
    )
    parts.append(f"Trân trọng.\n{office}")
    return "\n\n".join(parts)


def _listed(heading: str, findings: list[Finding]) -> str:
    lines = [
        f"{number}. {one_line(finding.message)}\n   → {one_line(finding.hint)}"
        for number, finding in enumerate(findings, 1)
    ]
    return "\n".join([heading, *lines])
