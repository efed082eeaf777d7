"""The form that comes with the program is kept as it was loaded, and never trusted where anything of it is another."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from htsd_cli.form import DEFAULT_FORM, Form, load_form, templates_directory
from htsd_cli.form import kept as kept_module
from htsd_cli.form.kept import KEPT_FILE, kept, kept_path, made
from tools.make_docs import kept_form, loaded_anew


def test_the_kept_form_is_what_its_toml_says() -> None:
    """`python tools/make_docs.py` brings it up to date."""
    assert kept_path().read_bytes() == kept_form()
    found, anew = load_form(), loaded_anew()
    assert kept() is not None
    assert found == anew
    assert repr(found) == repr(anew)
    assert found.model_dump_json() == anew.model_dump_json()
    assert found.directory == templates_directory() / DEFAULT_FORM


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the folder of forms, whose kept form is looked at anew."""
    copy = tmp_path / "templates"
    shutil.copytree(templates_directory(), copy)
    for module in ("kept", "form"):
        monkeypatch.setattr(f"htsd_cli.form.{module}.templates_directory", lambda: copy)
    kept.cache_clear()
    yield copy
    kept.cache_clear()


def test_a_form_that_an_office_changed_is_read_from_its_toml(templates: Path) -> None:
    assert kept() is not None
    file = templates / DEFAULT_FORM / "form.toml"
    file.write_text(file.read_text("utf-8").replace('title = "', 'title = "Mẫu khác: ', 1), "utf-8")
    kept.cache_clear()
    assert kept() is None
    assert load_form().title.startswith("Mẫu khác: ")


@pytest.mark.parametrize("name", ["chung.toml", "htsd.toml"])
def test_what_all_forms_share_is_part_of_what_was_kept(templates: Path, name: str) -> None:
    with (templates / name).open("a", encoding="utf-8") as stream:
        stream.write("# khác\n")
    assert kept() is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content.replace("Lớp".encode(), "Lợp".encode(), 1),
        lambda content: content[:-100],
        lambda content: content.partition(b"\n")[2],
        lambda _content: b"",
        lambda _content: b"\xff\xfe",
    ],
    ids=["a letter", "cut off", "without its digest", "empty", "no text"],
)
def test_a_damaged_kept_form_is_not_trusted(templates: Path, damage: object) -> None:
    path = templates / DEFAULT_FORM / KEPT_FILE
    before = path.read_bytes()
    assert callable(damage)
    path.write_bytes(damage(before))
    assert path.read_bytes() != before
    assert kept() is None
    assert load_form().model_dump_json() == loaded_anew().model_dump_json()


def test_another_program_does_not_trust_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_module, "_MAKING", kept_module._MAKING[1:])
    kept.cache_clear()
    try:
        assert kept() is None
    finally:
        kept.cache_clear()


def test_a_part_is_made_with_its_defaults_and_what_was_told_of_it() -> None:
    found = kept()
    assert found is not None
    form = made(Form, found.form)
    assert (
        form.tables[0].indicators[0].model_fields_set
        == loaded_anew().tables[0].indicators[0].model_fields_set
    )
    assert form.tables[0].place.sheet is None
