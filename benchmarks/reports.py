"""The reports the benchmarks read: the sample reports' layouts and figures under invented names."""

from __future__ import annotations

from pathlib import Path

from htsd_cli.form import load_form
from tools.samples.facts import fill, load_facts
from tools.samples.sheet import write_sheet
from tools.samples.word import write_word

_PARENT = "ỦY BAN NHÂN DÂN QUẬN 7"


def make_reports(folder: Path, count: int, suffix: str = ".docx") -> list[Path]:
    """Write `count` reports of as many primary schools, 43 table rows each; the same ones every time."""
    facts, form = load_facts(), load_form()
    patterns = [item for item in facts.reports if item.file.endswith(suffix) and not item.fault]
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(1, count + 1):
        pattern = patterns[number % len(patterns)]
        named = {
            "unit": f"Trường Tiểu học Thử Nghiệm {number}",
            "letterhead": (_PARENT, f"TRƯỜNG TIỂU HỌC THỬ NGHIỆM {number}"),
        }
        filled = fill(pattern.model_copy(update=named), facts, form)
        package = (
            write_sheet(filled, form) if suffix == ".xlsx" else write_word(filled, facts.short_labels, form)
        )
        path = folder / f"bao-cao-{number:03d}{suffix}"
        path.write_bytes(package)
        paths.append(path)
    return paths


def make_campaign(folder: Path, count: int) -> Path:
    """Write `count` mixed reports of as many units, three Word files to an Excel one, and return the folder."""
    facts, form = load_facts(), load_form()
    kinds = ("Tiểu học", "THCS", "Mầm non", "THPT")
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, count + 1):
        suffix = ".xlsx" if number % 4 == 0 else ".docx"
        patterns = [item for item in facts.reports if item.file.endswith(suffix) and not item.fault]
        name = f"Trường {kinds[number % 4]} Thử Nghiệm {number}"
        named = {"unit": name, "letterhead": (_PARENT, name.upper())}
        filled = fill(patterns[number % len(patterns)].model_copy(update=named), facts, form)
        package = (
            write_sheet(filled, form) if suffix == ".xlsx" else write_word(filled, facts.short_labels, form)
        )
        (folder / f"bao-cao-{number:05d}{suffix}").write_bytes(package)
    return folder
