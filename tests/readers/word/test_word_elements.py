"""The Word reader is a closed world: every element of the schemas has a policy, any other is told where it stands."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from htsd_cli.readers.word.docx import read_docx
from htsd_cli.readers.word.elements import _POLICIES, NAMESPACES, POLICY, Policy, name_of
from htsd_cli.values.document import Cell, Seen, Sight
from tests.documents import word

NAMES = Path(__file__).with_name("word_elements.txt")
NEW = '<x:moi xmlns:x="urn:x"><w:p><w:r><w:t>9</w:t></w:r></w:p></x:moi>'
TEXT = "<w:r><w:t>14</w:t></w:r>"


def schema_names() -> set[str]:
    """Return the names of the schemas' elements, "w:p"."""
    lines = [line for line in NAMES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {name for line in lines for name in line.split() if ":" in name and not name.endswith(":")}


def in_cell(content: str) -> str:
    return f"<w:tbl><w:tr><w:tc>{content}</w:tc></w:tr><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"


def cell_of(path: Path, body: str) -> Cell:
    (table,) = read_docx(word(path / "tep.docx", body)).tables()
    return table.rows[0][0]


def test_every_element_of_the_schemas_has_a_policy() -> None:
    known = {name_of(tag) for tag in POLICY}
    names = {name for name in schema_names() if name.split(":")[0] in NAMESPACES}
    assert len(names) > 450
    assert names - known == set()


def test_no_element_has_two_policies() -> None:
    every = Counter(
        f"{prefix}:{name}"
        for names in _POLICIES.values()
        for prefix in names
        for name in names[prefix].split()
    )
    assert [name for name, count in every.items() if count > 1] == []


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(f"{NEW}<w:p>{TEXT}</w:p>", id="in the cell"),
        pytest.param(f"<w:p>{NEW}{TEXT}</w:p>", id="in a paragraph"),
        pytest.param(f"<w:p><w:hyperlink>{NEW}</w:hyperlink>{TEXT}</w:p>", id="in a wrapper"),
        pytest.param(f"<w:p><w:r>{NEW}<w:t>14</w:t></w:r></w:p>", id="in a run"),
        pytest.param(f"<w:p><m:oMath>{NEW}<m:r><m:t>14</m:t></m:r></m:oMath></w:p>", id="in an equation"),
    ],
)
def test_an_element_nobody_knows_is_told_at_its_cell(tmp_path: Path, content: str) -> None:
    cell = cell_of(tmp_path, in_cell(content))
    assert (cell.text, cell.sights) == ("14", (Seen(Sight.UNKNOWN, "moi"),))


MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


@pytest.mark.parametrize(
    ("content", "text", "told"),
    [
        pytest.param("<w:p><w:r><w:t>1<w:moi/>4</w:t></w:r></w:p>", "14", "w:moi", id="in letters"),
        pytest.param(f"<w:p><w:sdt/><w:tbl><w:tr><w:tc><w:p>{TEXT}</w:p></w:tc></w:tr></w:tbl></w:p>", "", "w:tbl",
                     id="a table in a paragraph"),
        pytest.param(f"<w:p><w:sdt/><w:r><w:txbxContent><w:p>{TEXT}</w:p></w:txbxContent></w:r></w:p>", "", "w:p",
                     id="a paragraph in a run"),
        pytest.param("<w:p><w:r><w:sdt><w:sdtContent><w:t>14</w:t></w:sdtContent></w:sdt></w:r></w:p>", "14", "",
                     id="letters in a control in a run"),
        pytest.param(f'<w:p><mc:AlternateContent {MC} xmlns:w14="urn:x"><mc:Choice Requires="w14">{NEW}</mc:Choice>'
                     f"<mc:Fallback>{TEXT}</mc:Fallback></mc:AlternateContent></w:p>", "14", "",
                     id="an extension of another's under a known prefix"),
        pytest.param(f'<w:p><w:r><w:rPr><mc:AlternateContent {MC}><mc:Choice Requires="w14"><w:vanish/></mc:Choice>'
                     "</mc:AlternateContent></w:rPr><w:t>9</w:t></w:r><w:r><w:t>14</w:t></w:r></w:p>", "14", "9",
                     id="properties of an alternative"),
    ],
)  # fmt: skip
def test_what_stands_where_it_may_not_is_read_or_told(
    tmp_path: Path, content: str, text: str, told: str
) -> None:
    cell = cell_of(tmp_path, in_cell(content))
    assert (cell.text, [seen.text for seen in cell.sights]) == (text, [told] if told else [])


@pytest.mark.parametrize(
    "body",
    [
        f"{NEW}<w:p>{TEXT}</w:p>",
        f"<w:tbl>{NEW}<w:tr><w:tc><w:p>{TEXT}</w:p></w:tc></w:tr></w:tbl>",
        f"<w:tbl><w:tr>{NEW}<w:tc><w:p>{TEXT}</w:p></w:tc></w:tr></w:tbl>",
    ],
)
def test_an_element_nobody_knows_outside_the_cells_is_told_of_the_document(tmp_path: Path, body: str) -> None:
    assert Seen(Sight.UNKNOWN, "moi") in read_docx(word(tmp_path / "tep.docx", body)).sights


def test_an_element_that_shows_nothing_says_nothing(tmp_path: Path) -> None:
    silent = sorted(name_of(tag) for tag, policy in POLICY.items() if policy in (Policy.NOTHING, Policy.LOOK))
    assert len(silent) > 400
    told = {}
    for name in silent:
        prefix = name.split(":")[0]
        content = f'<w:p>{TEXT}<{name} xmlns:{prefix}="{NAMESPACES[prefix]}"/></w:p>'
        cell = cell_of(tmp_path, in_cell(content))
        if (cell.text, cell.sights) != ("14", ()):
            told[name] = (cell.text, cell.sights)
    assert told == {}
