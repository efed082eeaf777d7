"""The message a clerk pastes into a mail or chat: what a unit should mend, or that its report is awaited."""

from __future__ import annotations

from pathlib import PurePosixPath

from htsd_cli.consolidate.unit import Unit
from htsd_cli.form import Campaign, Form
from htsd_cli.values.catalogue import CATALOGUE
from htsd_cli.values.findings import Finding, Mender, Severity
from htsd_cli.writers.wording import in_year, one_line


def message_to(view: Unit, form: Form, campaign: Campaign) -> str | None:
    """Return the message to one unit, None when there is nothing to ask of it."""
    title = in_year(form.title, form, campaign.campaign.year)
    subject = f"báo cáo {title[:1].lower()}{title[1:]}"
    office = campaign.office.full_name
    if view.status == "missing":
        due = campaign.campaign.deadline
        term = f" (hạn gửi: ngày {due:%d/%m/%Y})" if due else ""
        return (
            f"Kính gửi {one_line(view.name)},\n\n"
            f"{office} chưa nhận được {subject} của đơn vị{term}. "
            "Đề nghị đơn vị gửi báo cáo trong thời gian sớm nhất; nếu đã gửi, xin báo lại để kiểm tra.\n\n"
            f"Trân trọng.\n{office}"
        )
    if view.unusable:
        file = one_line(PurePosixPath(view.files[-1]).name)
        received = CATALOGUE[view.findings[0].code].received.format(file=file)
        return f"Kính gửi {one_line(view.name)},\n\n{office} {received}\n\nTrân trọng.\n{office}"
    if view.status == "optional":
        return None
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
        "Đề nghị đơn vị sửa ngay trong tệp đã gửi và gửi lại trong thời gian sớm nhất."
        if errors
        else "Đề nghị đơn vị kiểm tra lại; nếu có sai, sửa ngay trong tệp đã gửi và gửi lại."
    )
    parts.append(f"Trân trọng.\n{office}")
    return "\n\n".join(parts)


def _listed(heading: str, findings: list[Finding]) -> str:
    lines = [
        f"{number}. {one_line(finding.message)}\n   → {one_line(finding.hint)}"
        for number, finding in enumerate(findings, 1)
    ]
    return "\n".join([heading, *lines])
