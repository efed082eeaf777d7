"""The results that this year's stand beside: read, of the right year, and on the form of this year."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from htsd_cli.cli.terminal import echo

if TYPE_CHECKING:
    from htsd_cli.earlier.results import Results
    from htsd_cli.form import Campaign

_MOST_NAMED = 8  # rows with another name that are told one by one


def earlier_year(path: Path, campaign: Campaign) -> Results:
    """Return the results of an earlier year, or of an earlier round of this one, by what this year's form asks too.

    Says how much of that can be compared. Raises `Trouble` for results of this very year or a later one, and for those
    of a form that nothing is known of.
    """
    from htsd_cli.cli.trouble import Trouble
    from htsd_cli.cli.working import read_settled
    from htsd_cli.form import CAMPAIGN_FILE, find_campaign, load_campaign

    other = find_campaign(path if path.is_dir() else path.parent)
    if other is not None and (path / CAMPAIGN_FILE).is_file():
        path = load_campaign(other).folder("results") or path
    previous = _on_this_form(read_settled(path), path, campaign)
    year = campaign.term.year
    is_round = (
        other is not None and campaign.directory is not None and other.parent != campaign.directory.resolve()
    )
    if is_round and previous.year == year:  # another round of this year
        return previous.model_copy(update={"called": "đợt trước"})
    if previous.year is None or previous.year < year:
        return previous
    whose = f"của chính năm {year}" if previous.year == year else f"của năm {previous.year}, sau đợt này"
    raise Trouble(f"Tệp “{path}” là kết quả {whose}; hãy chọn tệp của năm {year - 1}.")


def _on_this_form(previous: Results, path: Path, campaign: Campaign) -> Results:
    """Return an earlier year's results by the rows and columns that this year's form asks too; says how many those are.

    The earlier form is that of the campaign the results lie in, else one that comes with the program.
    """
    from htsd_cli.cli.trouble import Trouble
    from htsd_cli.earlier.reworded import fits, on_form
    from htsd_cli.form import find_campaign, form_names, load_campaign, load_campaign_form, load_form

    form = load_campaign_form(campaign)
    other = find_campaign(path if path.is_dir() else path.parent)
    old = load_campaign_form(load_campaign(other)) if other is not None else None
    if (old is None or old.id != previous.form) and previous.form in form_names():
        old = load_form(previous.form)
    if old is None or old.id != previous.form:
        if previous.form == form.id or fits(previous, form):
            return previous
        raise Trouble(
            f"Kết quả “{path}” theo mẫu “{previous.form}”, khác mẫu của đợt này (“{form.id}”), và không thấy mẫu ấy để"
            " biết dòng nào ứng với dòng nào. Hãy chỉ --previous vào tong-hop.json trong thư mục của đợt trước, nơi"
            " còn htsd.toml và thư mục mẫu, hoặc chạy lại không kèm --previous."
        )
    if old == form:
        return previous
    found = on_form(previous, old, form)
    if found.comparable < found.asked:
        echo(
            f"Mẫu kỳ trước khác mẫu kỳ này: so được {found.comparable}/{found.asked} số liệu; các số còn lại không có"
            " chỗ tương ứng nên không so. Xem chỗ khác: htsd form diff.",
            stderr=True,
        )
    if found.renamed:
        names = "; ".join(f"“{before}” → “{after}”" for before, after in found.renamed[:_MOST_NAMED])
        more = len(found.renamed) - _MOST_NAMED
        echo(
            f"So cả các dòng đã đổi tên: {names}{f' và {more} dòng khác' if more > 0 else ''}. Dòng nào nay hỏi việc"
            " khác thì bỏ phần so sánh của dòng ấy trong báo cáo trước khi trình ký.",
            stderr=True,
        )
    return found.results
