"""Word files in every way Vietnamese letters and words are stored and spelt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from tests.corpus.filling import Row
from tests.corpus.report import shape
from tests.corpus.word import WordReport, run


class _Respelt(WordReport):
    """Every text of the file passes through one change of spelling."""

    @staticmethod
    def change(text: str) -> str:
        """Return a text in the shape's spelling."""
        raise NotImplementedError

    def run(self, text: str, properties: str = "") -> str:
        return run(self.change(text), properties)


def half_composed(text: str) -> str:
    """Return text whose vowels keep circumflex, breve and horn but have the tone as a mark of its own."""
    out = []
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        tones = [mark for mark in parts[1:] if mark in "\u0300\u0301\u0303\u0309\u0323"]
        rest = "".join(mark for mark in parts if mark not in tones)
        out.append(unicodedata.normalize("NFC", rest) + "".join(tones))
    return "".join(out)


def old_tones(text: str) -> str:
    """Return text with tones placed the old way: hoà, thuý, uỷ."""
    pairs = {"òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ", "òe": "oè", "óe": "oé"}
    pairs |= {"ùy": "uỳ", "úy": "uý", "ủy": "uỷ", "ũy": "uỹ", "ụy": "uỵ"}

    def place(match: re.Match[str]) -> str:
        word = pairs[match.group().lower()]
        return "".join(n.upper() if o.isupper() else n for o, n in zip(match.group(), word, strict=True))

    return re.sub(rf"(?:{'|'.join(pairs)})(?!\w)", place, text, flags=re.IGNORECASE)


@shape("vietnamese/decomposed")
class Decomposed(_Respelt):
    """Every letter decomposed (NFD), as macOS and some keyboards store it."""

    @staticmethod
    def change(text: str) -> str:
        return unicodedata.normalize("NFD", text)


@shape("vietnamese/half-composed")
class HalfComposed(_Respelt):
    """“Unicode tổ hợp”: the tone is a mark of its own behind â, ê, ư."""

    @staticmethod
    def change(text: str) -> str:
        return half_composed(text)


@shape("vietnamese/eth")
class Eth(_Respelt):
    """Ð (U+00D0) and ð (U+00F0) stand for Đ and đ."""

    @staticmethod
    def change(text: str) -> str:
        return text.replace("Đ", "Ð").replace("đ", "ð")


@shape("vietnamese/old-tones")
class OldTones(_Respelt):
    """Tones placed the old way: hoá, thuỷ, uỷ."""

    @staticmethod
    def change(text: str) -> str:
        return old_tones(text)


@shape("vietnamese/i-for-y")
class IForY(_Respelt):
    """i where others write y: kĩ, kỉ, lí, quí, mĩ."""

    @staticmethod
    def change(text: str) -> str:
        pairs = {
            "kỹ": "kĩ",
            "kỷ": "kỉ",
            "lý": "lí",
            "mỹ": "mĩ",
            "quý": "quí",
            "Kỹ": "Kĩ",
            "Mỹ": "Mĩ",
            "Quy": "Qui",
        }
        for old, new in pairs.items():
            text = re.sub(rf"\b{old}\b", new, text)
        return text


@shape("vietnamese/capitals")
class Capitals(_Respelt):
    """Everything typed in capitals."""

    @staticmethod
    def change(text: str) -> str:
        return text.upper()


@shape("vietnamese/without-marks", 2)
class WithoutMarks(_Respelt):
    """Typed without any marks, as on a keyboard without Vietnamese."""

    @staticmethod
    def change(text: str) -> str:
        bare = "".join(mark for mark in unicodedata.normalize("NFD", text) if not unicodedata.combining(mark))
        return bare.replace("đ", "d").replace("Đ", "D")

    def prepare(self) -> None:
        self.unit = self.change(self.about.name)


@shape("vietnamese/dashes", 2)
class Dashes(_Respelt):
    """En dashes, curly quotes, ellipses and slashes of other kinds in the text."""

    @staticmethod
    def change(text: str) -> str:
        return (
            text.replace(" - ", " – ")
            .replace("/", "/")
            .replace("...", "…")
            .replace("(", "( ")
            .replace(",", " ,")
        )


class _Relabelled(WordReport):
    """The labels are retyped by a rule."""

    def relabel(self, row: Row) -> str:
        """Return the row's label as retyped."""
        raise NotImplementedError

    def prepare(self) -> None:
        for row in self.rows:
            row.label = self.relabel(row)


@shape("vietnamese/bullets")
class Bullets(_Relabelled):
    """Labels with bullets in front and colons or semicolons behind."""

    def relabel(self, row: Row) -> str:
        front = "" if row.number else self.rng.choice(("- ", "+ ", "• ", "* ", "– ", "-"))
        return f"{front}{row.label.rstrip(':')}{self.rng.choice((':', ' :', ';', '.', ''))}"


@shape("vietnamese/abbreviations")
class Abbreviations(_Relabelled):
    """Labels abbreviated: CB, CC, VC; GV; HS; CSGD; TDTT; KCN, KCX; HĐ; SH."""

    def relabel(self, row: Row) -> str:
        label = row.label
        for full, short in (
            ("cán bộ, công chức, viên chức", self.rng.choice(("CB, CC, VC", "CBCCVC", "CB,CC,VC"))),
            ("cán bộ công chức", "CBCC"),
            ("cán bộ quản lý", "CBQL"),
            ("giáo viên", "GV"),
            ("học sinh", "HS"),
            ("cơ sở giáo dục", "CSGD"),
            ("thể dục thể thao", "TDTT"),
            ("khu công nghiệp, khu chế xuất", "KCN, KCX"),
            ("Sinh hoạt chuyên đề", "SHCĐ" if self.copy == 3 else "SH chuyên đề"),
            ("người lao động", "NLĐ"),
            ("chuyên môn nghiệp vụ", "CMNV"),
            ("Bồi dưỡng", self.rng.choice(("BD", "Bồi dưỡng"))),
            ("kỹ năng sống", "KNS"),
            ("Hoạt động", "HĐ"),
            ("tiểu học", "TH"),
            ("Ngân sách nhà nước", "NSNN"),
        ):
            label = label.replace(full, short)
        return label


@shape("vietnamese/spelling")
class Spelling(_Relabelled):
    """Labels with the mistakes people make: tọa đàm/toạ đàm, sinh họat, xoá mù, tham quan, kĩ, s/x, hỏi/ngã."""

    def relabel(self, row: Row) -> str:
        label = row.label
        for right, wrong in (
            ("hoạt", "họat"),
            ("thăm quan", "tham quan"),
            ("Thăm quan", "Tham quan"),
            ("kỹ năng", "kỷ năng"),
            ("triển lãm", "triễn lãm"),
            ("nghiệp vụ", "nghiêp vụ"),
            ("bồi dưỡng", "bồi dưởng"),
            ("Bồi dưỡng", "Bồi dưởng"),
            ("sách", "sach"),
            ("phổ biến", "phổ biên"),
            ("thường xuyên", "thuờng xuyên"),
            ("Xóa mù chữ", "Xoá mù chử"),
            ("Khen thưởng", "Khen thuởng"),
            ("huy động", "huy đông"),
        ):
            if self.rng.random() < 0.8:
                label = label.replace(right, wrong)
        return label


@shape("vietnamese/mixed-forms", 2)
class MixedForms(WordReport):
    """Pieces of different origin: one run NFC, the next NFD, the next half-composed, within one word."""

    def run(self, text: str, properties: str = "") -> str:
        changes: tuple[Callable[[str], str], ...] = (
            str,
            lambda piece: unicodedata.normalize("NFD", piece),
            half_composed,
            old_tones,
        )
        words = text.split(" ")
        return run(" ".join(self.rng.choice(changes)(word) for word in words), properties)
