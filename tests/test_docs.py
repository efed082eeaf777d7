"""What a newcomer and a clerk read is true: made pages are current, commands, keys and fields exist, links lead."""

from __future__ import annotations

import copy
import json
import re
import shlex
import subprocess
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import typer.main
from jsonschema import Draft202012Validator, ValidationError

from htsd_cli import __version__
from htsd_cli.cli.app import program
from htsd_cli.consolidate import Consolidation, Unit
from htsd_cli.consolidate.practices import Mention, PracticeFound
from htsd_cli.form import Campaign, CampaignTable, Form, Office, load_form
from htsd_cli.language.vietnamese import modern_tones
from htsd_cli.pipeline import read_all
from htsd_cli.values.catalogue import CATALOGUE, finding
from htsd_cli.values.submission import Submission, UnitName
from htsd_cli.writers.report.fields import report_fields
from htsd_cli.writers.report.report import _FILTERS
from tests.writers.samples import twelve_units
from tools.make_docs import closed, pages, schemas

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "sample_reports"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")), SAMPLES / "README.md"]
GUIDE = (ROOT / "HUONG-DAN.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
NOT_TOLD = {"--help"}  # said once for all commands
OUTPUTS = {
    "bao-cao-tong-hop.docx",
    "can-xac-nhan.xlsx",
    "so-lieu-tong-hop.xlsx",
    "theo-doi.html",
    "tong-hop.json",
}


def fences(page: str, language: str) -> list[str]:
    """Return the contents of a page's fenced blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


# -- README ------------------------------------------------------------------------------------------------


def test_the_readme_has_two_sh_blocks_install_and_run_then_test() -> None:
    assert fences(README, "sh") == [
        "pip install . && htsd aggregate sample_reports -o ket-qua\n",
        'pip install -c constraints.txt ".[test]" && python -m pytest -n auto\n',
    ]


def test_the_first_command_of_the_readme_writes_the_outputs_and_ends_with_1(tmp_path: Path) -> None:
    _, _, aggregate = fences(README, "sh")[0].partition(" && ")
    program, *arguments = shlex.split(aggregate)
    assert program == "htsd"
    assert arguments[-1] == "ket-qua"
    run = subprocess.run(
        [sys.executable, "-m", "htsd_cli", *arguments[:-1], str(tmp_path / "ket-qua")],
        cwd=ROOT, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert (run.returncode, run.stderr) == (1, "")
    written = {path.name for path in (tmp_path / "ket-qua").iterdir()}
    assert written - {".htsd-ket-qua.json"} == OUTPUTS


# -- Made pages --------------------------------------------------------------------------------------------


def test_the_made_pages_are_what_the_tool_makes_now() -> None:
    stale = [name for name, text in pages().items() if (ROOT / "docs" / name).read_text("utf-8") != text]
    assert stale == [], "run: python tools/make_docs.py"


def test_the_reference_of_findings_has_every_code_once() -> None:
    told = re.findall(r"^### (\S+)$", (ROOT / "docs" / "findings.md").read_text("utf-8"), re.MULTILINE)
    assert told == list(CATALOGUE)


# -- Schemas -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def form() -> Form:
    return load_form()


@pytest.fixture(scope="module")
def submissions(form: Form) -> list[Submission]:
    files = [(path, path.name) for path in sorted(SAMPLES.iterdir())]  # README.md is one that cannot be read
    return list(read_all(files, form))


@pytest.fixture(scope="module")
def consolidation(form: Form) -> Consolidation:
    whole = twelve_units(form)
    scan = Unit(
        called=UnitName(id="mn-x", name="Trường Mầm non Phượng Vĩ", kind="mn"),
        kind_name="",
        refused=("MN Phuong Vi.pdf",),
        unread=finding("no-statistics-table"),
    )
    theme = form.themes[0]
    asked = Mention(unit=whole.counted[0].key, text="Khó khăn lớn nhất là thiếu kinh phí.")
    concern = PracticeFound(id=theme.id, name=theme.name, topic=theme.topic, mentions=(asked,))
    return replace(whole, units=(*whole.units, scan), concerns=(concern,))


def validator(name: str) -> Draft202012Validator:
    schema = closed(schemas()[name])
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_every_submission_of_the_samples_fits_the_schema_with_no_key_untold(
    submissions: list[Submission],
) -> None:
    written = json.loads(json.dumps([item.to_json() for item in submissions]))
    validator("validation").validate(written)
    places = [place for item in written for row in item["origins"].values() for place in row.values()]
    assert {key for place in places for key in place} == {
        "table", "sheet", "row", "column", "cell", "text",
    }  # fmt: skip


def test_a_consolidation_with_every_kind_of_trouble_fits_the_schema(consolidation: Consolidation) -> None:
    written = json.loads(json.dumps(consolidation.to_json()))
    validator("consolidation").validate(written)
    lists = [key for key, value in written.items() if isinstance(value, list)]
    assert [key for key in lists if not written[key]] == [], "an empty list proves nothing"


def damaged(written: Any) -> Iterator[tuple[str, Any]]:
    """Yield changed copies of a submission's JSON, each of which no schema may let pass."""
    for key in written:
        yield f"without {key}", {name: value for name, value in written.items() if name != key}
    yield "with another key", written | {"another": 1}
    place = copy.deepcopy(written)
    next(iter(next(iter(place["origins"].values())).values()))["sheet"] = None
    yield "with a null in a place", place
    figure = copy.deepcopy(written)
    figure["figures"]["classes"]["count"] = "21"
    yield "with a text for a figure", figure
    finding = copy.deepcopy(written)
    finding["findings"][0]["severity"] = "fatal"
    yield "with an unknown severity", finding


def test_the_schema_refuses_what_is_not_as_written(submissions: list[Submission]) -> None:
    (written,) = (item.to_json() for item in submissions if item.file == "TH PHU DONG.docx")
    check = validator("validation")
    check.validate([written])
    passed = []
    for what, wrong in damaged(written):
        try:
            check.validate([wrong])
        except ValidationError:
            continue
        passed.append(what)
    assert passed == []


def test_the_published_schema_lets_later_versions_add_keys() -> None:
    assert '"additionalProperties": false' not in json.dumps(schemas())


# -- The guide ---------------------------------------------------------------------------------------------


def command_line() -> Iterator[str]:
    group = typer.main.get_command(program())
    for name, command in [("", group), *group.commands.items()]:  # type: ignore[attr-defined]
        if name:
            yield f"htsd {name}"
        yield from (option for param in command.params for option in param.opts if option.startswith("--"))


@pytest.mark.parametrize("words", sorted(set(command_line()) - NOT_TOLD))
def test_every_command_and_option_is_in_the_guide(words: str) -> None:
    assert re.search(rf"`(?:htsd )?{re.escape(words)}\b", GUIDE)


def test_every_option_the_guide_names_exists() -> None:
    written = set(
        re.findall(r"(?<![\w-])--[a-z][a-z-]+", " ".join(re.findall(r"`[^`\n]*htsd[^`\n]*`", GUIDE)))
    )
    assert written <= {*command_line(), "--help"}


def test_the_guide_shows_htsd_toml_with_every_key_at_its_default() -> None:
    (block,) = fences(GUIDE, "toml")
    told = tomllib.loads(block)
    assert Campaign.model_validate(told) == Campaign()
    assert list(told["campaign"]) == list(CampaignTable.model_fields)
    assert sorted(told["office"]) == sorted(Office.model_fields)


def test_every_field_of_the_report_the_guide_names_exists(form: Form, consolidation: Consolidation) -> None:
    fields = report_fields(consolidation, form, Campaign())
    roots = "|".join(sorted(fields))
    cells = " ".join(line.split("|")[1] for line in GUIDE.splitlines() if line.startswith("| `"))
    told = re.findall(rf"`((?:{roots})(?:\.[a-z_]+)*)`", cells)
    assert {path.split(".")[0] for path in told} == set(fields)
    assert [path for path in told if not exists(fields, path)] == []


def exists(fields: dict[str, object], path: str) -> bool:
    """Return whether a template can reach the field: each part is an attribute or a key of what is before it."""
    value: Any = fields
    for part in path.split("."):
        try:
            value = getattr(value, part) if hasattr(value, part) else value[part]
        except (KeyError, TypeError):
            return False
    return True


@pytest.mark.parametrize("name", [*_FILTERS, "listed", "of", "blank", "sentence"])
def test_every_filter_of_the_report_is_in_the_guide(name: str) -> None:
    assert re.search(rf"`\| {name}\b", GUIDE)


def test_every_code_the_guide_names_exists() -> None:
    told = re.findall(r"htsd explain ([a-z][a-z-]+)", GUIDE)
    assert told
    assert set(told) <= set(CATALOGUE)


# -- All pages ---------------------------------------------------------------------------------------------


def anchors(path: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    dead = []
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        way, _, anchor = unquote(link).partition("#")
        if re.match(r"[a-z]+:", way):
            continue
        target = (page.parent / way) if way else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            dead.append(link)
    assert dead == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_page_is_written_in_composed_letters_with_modern_tones(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert [word for word in text.split() if modern_tones(word) != word] == []


def test_every_picture_is_small_and_shown_and_asks_the_network_for_nothing() -> None:
    shown = {
        Path(link).name
        for page in PAGES
        for link in re.findall(r"!\[[^]]*\]\(([^)]+)\)", page.read_text("utf-8"))
    }
    pictures = {path.name: path for path in (ROOT / "docs" / "pictures").iterdir()}
    assert set(pictures) == shown
    assert [name for name, path in pictures.items() if path.stat().st_size >= 150_000] == []
    for path in pictures.values():
        if path.suffix == ".svg":
            links = set(re.findall(r"https?://[^\"'\s)]+", path.read_text(encoding="utf-8")))
            assert links <= {"http://www.w3.org/2000/svg"}


def test_the_changelog_begins_with_this_version() -> None:
    versions = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert versions[0] == __version__
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__


def test_the_constraints_pin_every_requirement_and_nothing_but_versions() -> None:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.]*", line)] == []
    pinned = {normal(line.split("==")[0]) for line in lines}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(name for extra in project["optional-dependencies"].values() for name in extra),
    ]
    names = {normal(re.split(r"[^A-Za-z0-9._-]", requirement)[0]) for requirement in wanted}
    assert names - pinned == set()


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
