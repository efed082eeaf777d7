"""Where a person finds a Word template again as it came, when theirs is damaged or gone."""

from __future__ import annotations

from pathlib import Path

from htsd_cli.form import DEFAULT_FORM, find_campaign, templates_directory


def original(path: Path) -> str:
    """Return what to do to have the template at `path` again as it came, as the end of a sentence."""
    shipped = templates_directory().resolve()
    if path.resolve().is_relative_to(shipped):
        return "tệp này là của chương trình: hãy cài lại htsd"
    campaign = find_campaign(path.parent)
    if campaign is None:
        return f"tệp mẫu ban đầu nằm trong “{shipped / DEFAULT_FORM}”: hãy chép lại từ đó"
    gone = "hãy" if not path.is_file() else "hãy đổi tên (hoặc xóa) tệp này rồi"
    return f"{gone} chạy htsd init “{campaign.parent}” để máy đặt lại tệp mẫu ban đầu"
