"""Word files whose figures are cut into runs, hidden, marked with notes, or written with odd characters."""

from __future__ import annotations

from typing import ClassVar

from tests.corpus import ooxml
from tests.corpus.filling import Row
from tests.corpus.report import shape
from tests.corpus.word import WordReport, paragraph, run

HIDDEN = "<w:vanish/>"
_NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@shape("word/plain")
class Plain(WordReport):
    """The form as the plan prints it, filled with plain numbers."""


@shape("word/runs/split")
class SplitRuns(WordReport):
    """Every figure is cut into several runs, as spell checking and editing leave it."""

    def figure(self, row: Row, column: str, text: str) -> str:
        return '<w:proofErr w:type="gramStart"/>'.join(
            run(letter, '<w:lang w:val="vi-VN"/>') for letter in text
        )


@shape("word/runs/split-labels")
class SplitLabels(WordReport):
    """Labels and the unit's name are cut into runs in the middle of words, some empty."""

    def run(self, text: str, properties: str = "") -> str:
        pieces, rest = [], text
        while rest:
            cut = self.rng.randint(1, 7)
            pieces.append(run(rest[:cut], properties))
            if self.rng.random() < 0.2:
                pieces.append("<w:r><w:rPr><w:b/></w:rPr><w:t/></w:r>")
            rest = rest[cut:]
        return "".join(pieces)


class _Hidden(WordReport):
    """Hidden copies of last year's figures beside the real ones."""

    hidden_run = HIDDEN

    def prepare(self) -> None:
        self.allow_everywhere()

    def figure(self, row: Row, column: str, text: str) -> str:
        old = run(str(self.rng.randint(2, 99)), self.hidden_run)
        return old + run(text) if self.rng.random() < 0.5 else run(text) + old


@shape("word/hidden/runs")
class HiddenRuns(_Hidden):
    """Hidden text (w:vanish) beside the figures."""


@shape("word/hidden/character-style")
class HiddenStyle(_Hidden):
    """Hidden through a character style, itself based on another."""

    hidden_run = '<w:rStyle w:val="AnhDi"/>'

    def style_elements(self) -> str:
        return (
            '<w:style w:type="character" w:styleId="Goc"><w:name w:val="Goc"/><w:rPr><w:vanish/></w:rPr></w:style>'
            '<w:style w:type="character" w:styleId="AnhDi"><w:name w:val="AnhDi"/><w:basedOn w:val="Goc"/></w:style>'
        )


@shape("word/hidden/paragraph-style")
class HiddenParagraphs(WordReport):
    """A hidden paragraph (by its style) in the cells, visible again where a run says so (w:vanish 0)."""

    def prepare(self) -> None:
        self.allow_everywhere()

    def style_elements(self) -> str:
        return (
            '<w:style w:type="paragraph" w:styleId="An"><w:name w:val="An"/><w:basedOn w:val="Normal"/>'
            "<w:rPr><w:vanish/></w:rPr></w:style>"
        )

    def cell_content(self, row: Row, column: str, text: str) -> str:
        style = '<w:pStyle w:val="An"/>'
        if column == "count" and text:
            return paragraph(run(str(self.rng.randint(2, 60))), style) + paragraph(run(text))
        if column == "people" and text:
            return paragraph(run(text, '<w:vanish w:val="0"/>') + run("55"), style)
        return super().cell_content(row, column, text)


@shape("word/hidden/toggled-style", 2)
class ToggledHidden(WordReport):
    """Web-only hidden text (w:webHidden) and w:vanish set to false are visible on paper."""

    def figure(self, row: Row, column: str, text: str) -> str:
        return run(
            text, self.rng.choice(("<w:webHidden/>", '<w:vanish w:val="false"/>', '<w:vanish w:val="0"/>'))
        )


@shape("word/hidden/rows", 2)
class HiddenRows(WordReport):
    """Rows of last year hidden with all their text (w:trPr/w:hidden and hidden runs)."""

    def table_rows(self) -> list[str]:
        rows = []
        for row in self.rows:
            if row.values and self.rng.random() < 0.25:
                cells = "".join(
                    f"<w:tc><w:tcPr/>{paragraph(run(text or '8', HIDDEN), f'<w:rPr>{HIDDEN}</w:rPr>')}</w:tc>"
                    for text in (row.number, row.label, row.unit, "8", "88", "cũ")
                )
                rows.append(f"<w:tr><w:trPr><w:hidden/></w:trPr>{cells}</w:tr>")
            rows.append(self.table_row(row))
        return rows


@shape("word/notes/footnotes")
class Footnotes(WordReport):
    """Footnote and endnote marks behind the figures; the notes hold other numbers, so each is told."""

    def prepare(self) -> None:
        self.allow_everywhere()

    def figure(self, row: Row, column: str, text: str) -> str:
        kind = self.rng.choice(("footnote", "endnote"))
        mark = f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="2"/></w:r>'
        return run(text) + mark

    def other_parts(self) -> dict[str, tuple[str, str, str]]:
        parts = {}
        for kind in ("footnote", "endnote"):
            note = f'<w:{kind} w:id="2">{paragraph(run("Trong đó 15 giáo viên"))}</w:{kind}>'
            xml = f'<w:{kind}s xmlns:w="{ooxml.W}">{note}</w:{kind}s>'
            parts[f"{kind}s.xml"] = (f"{kind}s", f"{_NOTES}.{kind}s+xml", xml)
        return parts


@shape("word/notes/typed-superscripts")
class TypedSuperscripts(WordReport):
    """A note mark typed by hand as a superscript digit: 12 with a raised 1 is not 121."""

    def prepare(self) -> None:
        self.marked = {id(row) for row in self.pick("count", "people", number=4)}
        self.allowed |= {
            (row.indicator, "people") for row in self.rows if id(row) in self.marked and row.indicator
        }

    def figure(self, row: Row, column: str, text: str) -> str:
        mark = run("1", '<w:vertAlign w:val="superscript"/>')
        return run(text) + (mark if id(row) in self.marked and column == "people" else "")

    def quoted(self, row: Row, column: str, text: str) -> tuple[str, ...]:
        return (f"{text}1", f"{text} 1", f"{text}¹", text) if id(row) in self.marked else (text,)


@shape("word/notes/struck-out")
class StruckOut(WordReport):
    """A figure struck through by hand and the right one beside it: 12 struck, 15."""

    def prepare(self) -> None:
        self.struck = {
            id(row): str(self.rng.randint(10, 60)) for row in self.pick("count", "people", number=4)
        }
        self.allowed |= {
            (row.indicator, "people") for row in self.rows if id(row) in self.struck and row.indicator
        }

    def figure(self, row: Row, column: str, text: str) -> str:
        if id(row) in self.struck and column == "people":
            return run(self.struck[id(row)], "<w:strike/>") + run(" ") + run(text)
        return run(text)

    def quoted(self, row: Row, column: str, text: str) -> tuple[str, ...]:
        old = self.struck.get(id(row))
        return (f"{old} {text}", f"{old}{text}", text) if old else (text,)


@shape("word/characters/symbols")
class Symbols(WordReport):
    """A dash of the Symbol font for nothing, a tick of Wingdings where a number belongs."""

    also: ClassVar[dict[str, tuple[str, ...]]] = {"✓": ("\ufffd", "\uf0fc", "ü", "☑", "✔")}

    def prepare(self) -> None:
        self.symbols: dict[tuple[int, str], str] = {}
        chosen = self.pick("count", "people", number=3)
        for row in chosen[:2]:
            self.symbols[(id(row), "count")] = '<w:sym w:font="Wingdings" w:char="F0FC"/>'
            self.fault(row, "count", "✓")
        # The Symbol font's minus sign, alone in both cells of a row nothing happened on.
        empty = [
            row
            for row in self.rows
            if row.indicator and row.indicator.startswith("classes.") and not row.values and row.measures
        ]
        for row in empty[:2]:
            row.values = {"count": 0, "people": 0}
            row.count = row.people = "-"
            for column in ("count", "people"):
                self.symbols[(id(row), column)] = '<w:sym w:font="Symbol" w:char="F02D"/>'

    def figure(self, row: Row, column: str, text: str) -> str:
        symbol = self.symbols.get((id(row), column))
        return f"<w:r>{symbol}</w:r>" if symbol else run(text)


@shape("word/characters/circled-digits", 2)
class CircledDigits(WordReport):
    """A circled digit of Wingdings and one of Unicode stand where a number belongs: findings."""

    also: ClassVar[dict[str, tuple[str, ...]]] = {"⑫": ("12",), "\ufffd": ("\uf084", "④")}

    def prepare(self) -> None:
        one, other = self.pick("count", "people", number=2)
        self.circled = id(one)
        self.fault(one, "count", "\ufffd")
        self.fault(other, "people", "⑫")

    def figure(self, row: Row, column: str, text: str) -> str:
        if id(row) == self.circled and column == "count":
            return '<w:r><w:sym w:font="Wingdings" w:char="F084"/></w:r>'
        return run(text)


@shape("word/characters/hyphens-tabs-breaks")
class OddCharacters(WordReport):
    """Tabs and soft hyphens around the figures, a no-break hyphen for nothing, line breaks of three kinds."""

    def prepare(self) -> None:
        for row in self.rows:
            if "people" in row.values and "count" in row.values and self.rng.random() < 0.3:
                row.count = f"{row.values['count']} lớp\n{row.values['people']} người"
                row.people = ""
        empty = [row for row in self.rows if set(row.measures) == {"count", "people"} and not row.values]
        for row in empty[:2]:
            row.values = {"count": 0, "people": 0}
            row.count = row.people = "-"

    def cell_content(self, row: Row, column: str, text: str) -> str:
        if column in ("count", "people") and text == "-":
            return paragraph("<w:r><w:noBreakHyphen/></w:r>")
        if column in ("count", "people") and "\n" in text:
            first, second = text.split("\n")
            between = self.rng.choice(
                ("<w:r><w:br/></w:r>", "<w:r><w:cr/></w:r>", '<w:r><w:br w:type="textWrapping"/></w:r>')
            )
            return paragraph(run(first) + between + run(second))
        if column in ("count", "people") and text:
            return paragraph(
                "<w:r><w:tab/></w:r>" + run(text) + "<w:r><w:softHyphen/><w:tab/></w:r>"
            ) + paragraph("")
        return super().cell_content(row, column, text)


@shape("word/characters/invisible")
class Invisible(WordReport):
    """No-break spaces, zero-width spaces, joiners and byte-order marks in and around every text."""

    def run(self, text: str, properties: str = "") -> str:
        text = text.replace(" ", "\u00a0") if self.rng.random() < 0.7 else text.replace(" ", " \u200b")
        return run(f"\ufeff{text}\u200b\u200d", properties)

    def figure(self, row: Row, column: str, text: str) -> str:
        return run(
            self.rng.choice(
                (
                    f"\u00a0{text}\u00a0",
                    f"\u200b{text}",
                    f"{text}\u2060",
                    f"\u202f{text}\u2009",
                    f"{text}\ufeff",
                )
            )
        )


@shape("word/characters/full-width")
class FullWidth(WordReport):
    """Full-width digits and separators of an East Asian keyboard."""

    def prepare(self) -> None:
        wide = str.maketrans("0123456789.,/", "０１２３４５６７８９．，／")
        self.spell(lambda value: f"{value:,}".replace(",", ".").translate(wide), "count", "people", "amount")


@shape("word/characters/equations", 2)
class Equations(WordReport):
    """A figure typed in the equation editor; a fraction 3 over 120 there is no figure, and never 3120."""

    def prepare(self) -> None:
        plain, fraction = self.pick("count", "people", number=2)
        self.plain = id(plain)
        self.fraction = (id(fraction), fraction.values["count"], fraction.values["people"])
        fraction.count, fraction.people = f"{fraction.count}/{fraction.people}", ""
        self.accuse(fraction, None, fraction.count)
        self.allowed |= {
            (str(row.indicator), measure) for row in (fraction, plain) for measure in ("count", "people")
        }

    def figure(self, row: Row, column: str, text: str) -> str:
        def math(digits: object) -> str:
            return f"<m:r><m:t>{digits}</m:t></m:r>"

        if id(row) == self.plain and column == "people":
            return f"<m:oMath>{math(text)}</m:oMath>"
        if id(row) == self.fraction[0] and column == "count":
            _, count, people = self.fraction
            return f"<m:oMath><m:f><m:num>{math(count)}</m:num><m:den>{math(people)}</m:den></m:f></m:oMath>"
        return run(text)

    def quoted(self, row: Row, column: str, text: str) -> tuple[str, ...]:
        return (text, text.replace("/", ""), text.replace("/", "\n"), text.replace("/", " "))


@shape("word/characters/superscript-unicode", 2)
class UnicodeSuperscripts(WordReport):
    """Note marks as Unicode superscripts and stars: 12¹, 15*, 20 (1)."""

    def prepare(self) -> None:
        for row, mark in zip(self.pick("count", "people", number=4), ("¹", "*", "(1)", "²"), strict=True):
            self.put(row, "people", f"{row.values['people']}{mark}")
            self.allowed.add((str(row.indicator), "people"))
