"""Makes `sample_reports/` and `tests/samples_truth.json`: a district's 30 reports, every figure invented.

And `sample_ward/`, the campaign of a ward with 30 reports, and `tests/ward_truth.json`; and `sample_so/`, the campaign
of a Sở with the consolidated reports of its wards and the reports of its own units, and `tests/so_truth.json`. Run
`python tools/make_samples.py [FOLDER]`. What the reports say is in `tools/samples/`. The same bytes come out each time;
with another FOLDER only the district's reports are written there, and no truth beside the tests.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from htsd_cli.form import Form, load_campaign, load_form
from htsd_cli.pipeline import gather
from htsd_cli.writers.campaign.roster_workbook import write_roster_workbook
from htsd_cli.writers.campaign.toml import campaign_toml, draft_campaign
from htsd_cli.writers.json_file import write_json
from htsd_cli.writers.output import without_clock, write_whole
from htsd_cli.writers.report import write_report
from tools.samples import so
from tools.samples.facts import Facts, fill, load_facts
from tools.samples.sheet import write_sheet
from tools.samples.ward import AREA, roster, ward_facts
from tools.samples.word import write_word

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "sample_reports"
TRUTH = ROOT / "tests" / "samples_truth.json"
SO, SO_TRUTH = ROOT / "sample_so", ROOT / "tests" / "so_truth.json"
WARD, WARD_TRUTH = ROOT / "sample_ward", ROOT / "tests" / "ward_truth.json"


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    truth = make(folder)
    if folder.resolve() == FOLDER:
        text = json.dumps(truth, ensure_ascii=False, indent=1) + "\n"
        write_whole(TRUTH, text.encode())
        make_ward(WARD)
        make_so(SO)


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


def make_so(folder: Path) -> None:
    """Write the Sở's campaign into the folder: its wards' reports as the program makes them, its own units' as typed.

    And its truth beside the tests where that is `sample_so`: each unit's figures, a ward's the sums of its units'.
    """
    form, facts = load_form(), load_facts()
    inbox = folder / "bao-cao-nhan"
    shutil.rmtree(inbox, ignore_errors=True)
    inbox.mkdir(parents=True)
    truth: dict[str, dict[str, dict[str, int]]] = {}
    typed = make(inbox, so.so_facts(facts))
    ids = {unit.file: unit.id for unit in so.OWN}
    for file, facts_of in typed.items():
        truth[ids[file]] = facts_of["figures"]  # type: ignore[assignment]
    for ward in so.WARDS:
        if ward.units:
            truth[ward.id] = _make_ward_report(ward, facts, form, inbox)
    draft = draft_campaign(so.AREA, 2024, None, form.id, signed_by="office")
    write_whole(folder / "htsd.toml", campaign_toml(draft).encode())
    write_roster_workbook(folder / "don-vi.xlsx", form, so.roster(), so.AREA)
    if folder.resolve() == SO:
        write_whole(SO_TRUTH, (json.dumps(truth, ensure_ascii=False, indent=1) + "\n").encode())


def _make_ward_report(ward: so.Ward, facts: Facts, form: Form, inbox: Path) -> dict[str, dict[str, int]]:
    """Run a ward's own campaign; put its report, and its results where they come along, into the Sở's inbox."""
    totals: dict[str, dict[str, int]] = {}
    with TemporaryDirectory() as scratch:
        place = Path(scratch)
        (place / "bao-cao-nhan").mkdir()
        typed = make(place / "bao-cao-nhan", so.ward_facts(facts, ward))
        write_roster_workbook(place / "don-vi.xlsx", form, so.ward_roster(ward), ward.area)
        draft = draft_campaign(ward.area, 2024, None, form.id, signed_by=ward.by, province=so.AREA)
        write_whole(place / "htsd.toml", campaign_toml(draft).encode())
        campaign = load_campaign(place / "htsd.toml")
        target = inbox / (ward.place or ".") / f"UBND {ward.area}"
        target.mkdir(parents=True)
        with gather(place / "bao-cao-nhan", campaign) as gathering:
            write_report(gathering.consolidation, form, campaign, target / "bao-cao-tong-hop.docx")
            if ward.beside:
                write_json(gathering.consolidation, target / "tong-hop.json")
        for truth in typed.values():
            for indicator, measures in truth["figures"].items():  # type: ignore[attr-defined]
                for measure, figure in measures.items():
                    sums = totals.setdefault(indicator, {})
                    sums[measure] = sums.get(measure, 0) + figure
                    if form.by_id[indicator].adds_up == "once":
                        sums[measure] = min(1, sums[measure])
    return totals


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
