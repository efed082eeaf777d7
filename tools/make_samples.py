"""Makes `sample_reports/` and `tests/samples_truth.json`: a district's 30 reports, every figure invented.

And `sample_ward/`, the campaign of a ward with 30 reports, and `tests/ward_truth.json`. Run
`python tools/make_samples.py [FOLDER]`. What the reports say is in `tools/samples/`. The same bytes come out each time;
with another FOLDER only the district's reports are written there, and no truth beside the tests.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from htsd_cli.form import load_form
from htsd_cli.writers.campaign.roster_workbook import write_roster_workbook
from htsd_cli.writers.campaign.toml import campaign_toml, draft_campaign
from htsd_cli.writers.output import without_clock, write_whole
from tools.samples.facts import Facts, fill, load_facts
from tools.samples.sheet import write_sheet
from tools.samples.ward import AREA, roster, ward_facts
from tools.samples.word import write_word

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "sample_reports"
TRUTH = ROOT / "tests" / "samples_truth.json"
WARD, WARD_TRUTH = ROOT / "sample_ward", ROOT / "tests" / "ward_truth.json"


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    truth = make(folder)
    if folder.resolve() == FOLDER:
        text = json.dumps(truth, ensure_ascii=False, indent=1) + "\n"
        write_whole(TRUTH, text.encode())
        make_ward(WARD)


def make_ward(folder: Path) -> None:
    """Write the ward's campaign into the folder, and its truth beside the tests where that is `sample_ward`."""
    form = load_form()
    (folder / "bao-cao-nhan").mkdir(parents=True, exist_ok=True)
    truth = make(folder / "bao-cao-nhan", ward_facts(load_facts()))
    # Without a deadline: a file's day is that of its copy, and nobody copied these in October 2024.
    draft = draft_campaign(AREA, 2024, None, form.id, signed_by="committee", province="Thành phố Hồ Chí Minh")
    write_whole(folder / "htsd.toml", campaign_toml(draft).encode())
    write_roster_workbook(folder / "don-vi.xlsx", form, roster(), AREA)
    if folder.resolve() == WARD:
        text = json.dumps(truth, ensure_ascii=False, indent=1) + "\n"
        write_whole(WARD_TRUTH, text.encode())


def make(folder: Path, facts: Facts | None = None) -> dict[str, dict[str, object]]:
    """Write reports into the folder, in place of those there, and return the truth of each file."""
    facts, form = facts or load_facts(), load_form()
    for old in sorted([*folder.glob("*.docx"), *folder.glob("*.xlsx")]):
        old.unlink()
    truth = {}
    for report in facts.reports:
        filled = fill(report, facts, form)
        if report.file.endswith(".xlsx"):
            package = write_sheet(filled, form)
        else:
            package = write_word(filled, facts.short_labels, form)
        write_whole(folder / report.file, without_clock(package))
        truth[report.file] = filled.truth
    return dict(sorted(truth.items()))


if __name__ == "__main__":
    main()
