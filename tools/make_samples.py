"""Makes `sample_reports/` and `tests/samples_truth.json`: 30 reports, every figure invented.

Run `python tools/make_samples.py [FOLDER]`. What the reports say is in `tools/samples/samples.toml`. The same
bytes come out each time; with another FOLDER the truth beside the tests is left alone.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from htsd_cli.form import load_form
from htsd_cli.writers.output import without_clock, write_whole
from tools.samples.facts import fill, load_facts
from tools.samples.sheet import write_sheet
from tools.samples.word import write_word

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "sample_reports"
TRUTH = ROOT / "tests" / "samples_truth.json"


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    truth = make(folder)
    if folder.resolve() == FOLDER:
        text = json.dumps(truth, ensure_ascii=False, indent=1) + "\n"
        write_whole(TRUTH, text.encode())


def make(folder: Path) -> dict[str, dict[str, object]]:
    """Write the reports into the folder, in place of those there, and return the truth of each file."""
    facts, form = load_facts(), load_form()
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
