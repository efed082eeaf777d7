"""Rows of the units' lists are one by their names mark by mark; names that marks alone tell apart are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from htsd_cli.consolidate.telling.listed import Listed, joined
from htsd_cli.form import Form
from htsd_cli.values.origin import Origin
from htsd_cli.values.submission import UnitName, UnitRow
from tests.forms import LISTS, form_of


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Form:
    said = LISTS.replace('rows = "units"', 'rows = "units"\nlists = "added"')
    return form_of(tmp_path_factory.mktemp("mau"), said)


def row(name: str) -> UnitRow:
    return UnitRow(table="bang_1", unit=UnitName(name=name), origin=Origin())


def taken(form: Form, *lists: str) -> tuple[list[str], dict[int, list[str]]]:
    """Return the joined rows, each with its places, and what is told of each list."""
    units = [
        Listed(f"Tổ {at}", [row(name) for name in text.split(";")]) for at, text in enumerate(lists, start=1)
    ]
    found = joined(units, form.tables[0], form)
    rows = [
        f"{item.name}: {' '.join(f'{at + 1}.{own + 1}' for at, own in item.places)}" for item in found.rows
    ]
    told = {
        at + 1: [f"{item.code}: {item.problem.partition(': ')[2].rstrip('.')}" for item in own]
        for at, own in found.told.items()
    }
    return rows, told


@pytest.mark.parametrize(
    ("lists", "rows", "told"),
    [
        (("Hoa;Hòa", "Hòa;Hoa;Tú"), ["Hoa: 1.1 2.2", "Hòa: 1.2 2.1", "Tú: 2.3"], {}),
        (
            ("Hòa;Tú", "HOA;Tu"),
            ["Hòa: 1.1 2.1", "Tú: 1.2 2.2"],
            {2: ["list-names-unmarked: “HOA” vào “Hòa”; “Tu” vào “Tú”"]},
        ),
        (
            ("Hoa;Tu", "Hòa;Tú"),
            ["Hòa: 1.1 2.1", "Tú: 1.2 2.2"],
            {1: ["list-names-unmarked: “Hoa” vào “Hòa”; “Tu” vào “Tú”"]},
        ),
        (
            ("Hòa;Hóa;Tú", "Hoa;Lan"),
            ["Hòa: 1.1", "Hóa: 1.2", "Tú: 1.3", "Hoa (Tổ 2): 2.1", "Lan: 2.2"],
            {2: ["list-names-apart: “Hoa” (có thể là “Hòa” hoặc “Hóa”)"]},
        ),
        (
            ("Hòa;Hoa", "Hoa;Lan", "Hoa;Lan"),
            ["Hòa: 1.1", "Hoa: 1.2", "Hoa (Tổ 2): 2.1", "Lan: 2.2 3.2", "Hoa (Tổ 3): 3.1"],
            {
                2: ["list-names-apart: “Hoa” (có thể là “Hòa” hoặc “Hoa”)"],
                3: ["list-names-apart: “Hoa” (có thể là “Hòa” hoặc “Hoa”)"],
            },
        ),
        (("Hoa;Lan", "HOA;Lan"), ["Hoa: 1.1 2.1", "Lan: 1.2 2.2"], {}),
        (
            ("Khu phố 1;Khu phố 2", "Khu phố 1;Khu phô 2", "Khu phố 1;Khu phố 2"),
            ["Khu phố 1: 1.1 2.1 3.1", "Khu phố 2: 1.2 3.2", "Khu phô 2: 2.2"],
            {2: ["list-names-apart: “Khu phô 2” (danh sách khác ghi “Khu phố 2”)"]},
        ),
        (
            ("Tổ 1;Tổ 2", "Tổ 01;Tổ II"),
            ["Tổ 1: 1.1", "Tổ 2: 1.2", "Tổ 01: 2.1", "Tổ II: 2.2"],
            {
                2: [
                    "list-names-apart: “Tổ 01” (danh sách khác ghi “Tổ 1”);"
                    " “Tổ II” (danh sách khác ghi “Tổ 2”)"
                ]
            },
        ),
        (("Mai;Tú", "May;Tú"), ["Mai: 1.1", "Tú: 1.2 2.2", "May: 2.1"], {
            2: ["list-names-apart: “May” (danh sách khác ghi “Mai”)"]
        }),
        (("Lý;Mỹ", "Lí;Mĩ"), ["Lý: 1.1 2.1", "Mỹ: 1.2 2.2"], {}),
        (("Hoà;Thuý", "Ho\u0300a;Thu\u0301y"), ["Hoà: 1.1 2.1", "Thuý: 1.2 2.2"], {}),
        (("Tổ A;Tổ Á", "Tổ A;Tổ Á"), ["Tổ A: 1.1 2.1", "Tổ Á: 1.2 2.2"], {}),
        (("Loại A;Loại A+", "Loại A+;Loại A"), ["Loại A: 1.1 2.2", "Loại A+: 1.2 2.1"], {}),
        (("Trên  15 tuổi", "trên 15 tuổi"), ["Trên 15 tuổi: 1.1 2.1"], {}),
    ],
)  # fmt: skip
def test_rows_are_one_by_their_marks_and_without_any_where_one_name_fits(
    form: Form, lists: tuple[str, ...], rows: list[str], told: dict[int, list[str]]
) -> None:
    assert taken(form, *lists) == (rows, told)


def test_lists_of_their_own_names_are_not_told_of_names_like_those_of_others(tmp_path: Path) -> None:
    form = form_of(tmp_path, LISTS)
    assert taken(form, "Hoa;Tú;Lan", "Hòa;Mai;Hậu") == ([], {})
