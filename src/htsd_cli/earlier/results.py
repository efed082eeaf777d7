"""The results of an earlier run, read back from its `tong-hop.json`: to trace a total, to compare with last year."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from htsd_cli.language.marks import ByName
from htsd_cli.language.refusals import reason
from htsd_cli.values.figures import Decided, Figures, Key, Number, Numbers, Totals, figures_of, values_of
from htsd_cli.values.origin import Origin

RESULTS_FILE = "tong-hop.json"


class ResultsError(ValueError):
    """A file of results that cannot be used; `str()` is a Vietnamese sentence."""


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)


class ResultsUnit(_Value):
    """A unit of an earlier run; `key` is what its figures stand under."""

    id: str | None = None
    name: str
    kind: str | None = None
    file: str = ""
    counted: bool = True
    digest: str = ""

    @property
    def key(self) -> str:
        """The unit's key in `figures` and `origins`."""
        return self.id or self.name


class ResultsFinding(_Value):
    """A finding of an earlier run; `unit` is the key of the unit it concerns, `origin` as the contract writes it."""

    code: str
    severity: str
    indicator: str | None = None
    measure: str | None = None
    message: str = ""
    unit: str | None = None
    origin: dict[str, Any] | None = None


class ResultsRow(_Value):
    """A row of a unit's own list in an earlier run: `of` the unit of that key, `unit` whose row it is."""

    of: str
    table: str
    unit: ResultsUnit
    figures: Numbers
    origins: dict[str, dict[str, dict[str, Any]]] = Field(default_factory=dict)

    def value(self, key: Key) -> Number | None:
        """Return a number of the row, None for a blank cell."""
        return self.figures.get(key.indicator, {}).get(key.measure)

    def origin(self, key: Key) -> Origin | None:
        """Return where a number of the row stands."""
        place = self.origins.get(key.indicator, {}).get(key.measure)
        return origin_of(place) if place else None


class Results(_Value):
    """What a `tong-hop.json` says (contract `htsd/consolidation/1`), as far as a later run needs it.

    `year` is None in a file that does not name it. `origins` hold each figure's place as the contract writes it,
    `decided` what the office decided of a figure. `missing` are the roster's units that sent nothing, `unusable` those
    of which only files came in that cannot be used. `called` is what a comparison calls it, "" for its year. `below`
    are by unit's key the results of offices that are units.
    """

    schema_: Literal["htsd/consolidation/1"] = Field(alias="schema")
    form: str
    totals: Numbers
    units: tuple[ResultsUnit, ...]
    figures: dict[str, Numbers]
    origins: dict[str, dict[str, dict[str, dict[str, Any]]]] = Field(default_factory=dict)
    findings: tuple[ResultsFinding, ...] = ()
    missing: tuple[ResultsUnit, ...] = ()
    unusable: tuple[ResultsUnit, ...] = ()
    decided: dict[str, dict[str, dict[str, Decided]]] = Field(default_factory=dict)
    year: int | None = None
    office: str = ""
    called: str = ""
    expected: int | None = None
    rows: tuple[ResultsRow, ...] = ()
    below: dict[str, Results] = Field(default_factory=dict)

    @property
    def counted(self) -> int:
        """How many units are in the totals."""
        return sum(unit.counted for unit in self.units)

    @cached_property
    def by_name(self) -> ByName[ResultsUnit]:
        """The units by their names."""
        return ByName((unit.name, unit) for unit in self.units)

    def total(self, key: Key) -> Number | None:
        """Return a total, None where no unit gave a number."""
        return self.totals.get(key.indicator, {}).get(key.measure)

    @cached_property
    def by_unit(self) -> dict[str, Figures]:
        """The counted units' figures by the unit's key."""
        return {
            unit: figures_of(
                numbers,
                {
                    row: {name: origin_of(at) for name, at in own.items()}
                    for row, own in self.origins.get(unit, {}).items()
                },
                self.decided.get(unit, {}),
            )
            for unit, numbers in self.figures.items()
        }

    def values(self, unit: str) -> Totals:
        """Return a counted unit's numbers, by its key; none for any other unit."""
        return values_of(self.by_unit.get(unit, {}))


LARGEST_BELOW = 64 << 20  # bytes of an office's results that came in


def parse_results(content: bytes) -> tuple[Results, dict[str, Any]]:
    """Return what the content of a `tong-hop.json` says, and its JSON as it stands. Raises `ValueError` for no such."""
    if len(content) > LARGEST_BELOW:
        raise ValueError("too large")
    text = content.decode("utf-8-sig")
    data = json.loads(text, parse_constant=_no_number)
    return Results.model_validate(json.loads(text, parse_float=Decimal)), data


def _no_number(text: str) -> float:
    raise ValueError(text)  # NaN, Infinity


def read_results(path: Path) -> Results:
    """Return the results in a `tong-hop.json`, or in the folder that holds one.

    Raises `ResultsError` when there is none or it is not what `htsd aggregate` wrote.
    """
    file = path / RESULTS_FILE if path.is_dir() else path
    if not file.is_file():
        what = (
            f"Trong thư mục “{path}” không có {RESULTS_FILE}" if path.is_dir() else f"Không có tệp “{path}”"
        )
        raise ResultsError(f"{what}. Hãy chạy “htsd aggregate” trước, hoặc kiểm tra lại tên và đường dẫn.")
    try:
        return Results.model_validate(json.loads(file.read_text(encoding="utf-8-sig"), parse_float=Decimal))
    except OSError as error:
        raise ResultsError(f"Không đọc được tệp “{file}”: {reason(error)}.") from error
    except (ValidationError, ValueError) as error:
        raise ResultsError(
            f"Tệp “{file}” không phải kết quả tổng hợp do htsd ghi. Hãy đưa đúng tệp {RESULTS_FILE}."
        ) from error


def origin_of(place: dict[str, Any]) -> Origin:
    """Return a place as the contract writes it; what is no part of a place is passed over."""
    numbers = {
        name: place[name]
        for name in ("table", "row", "column", "paragraph")
        if isinstance(place.get(name), int)
    }
    texts = {
        name: place[name] for name in ("file", "sheet", "cell", "text") if isinstance(place.get(name), str)
    }
    return Origin(**numbers, **texts)
