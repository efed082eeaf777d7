"""Good files spoilt at random: bytes flipped, parts dropped, exchanged, cut or spoilt inside a whole zip."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from random import Random

from tests.corpus.ooxml import pack
from tests.corpus.report import cases
from tests.corpus.truth import Case

_SHAPES = (
    "word/plain",
    "word/changes/deletions",
    "legacy/tcvn3-default-style",
    "excel/plain",
    "excel/formulas-without",
)


def mutations(number: int, seed: str = "mutations") -> Iterator[tuple[Case, bool]]:
    """Yield spoilt files, each with whether its truth still holds; the same number and seed give the same files.

    A flipped byte of a zip is found by its checksum, and a dropped part changes no other: such a
    file is refused or reads as its original. What is spoilt inside a part may say anything.
    """
    rng = Random(seed)
    sources = [case for shape in _SHAPES for case in cases(shape)]
    kinds = (_flip, _cut, _drop, _exchange, _spoil_part, _cut_part, _spoil_tags)
    for place in range(number):
        case = rng.choice(sources)
        kind = rng.choice(kinds)
        suffix = case.name.rsplit(".", 1)[1]
        spoilt = replace(case, name=f"{place:05d}{kind.__name__}.{suffix}", content=kind(rng, case.content))
        # Without its styles a legacy file is another file.
        yield spoilt, kind in (_flip, _cut) or (kind is _drop and "legacy" not in case.shape)


def _flip(rng: Random, content: bytes) -> bytes:
    spoilt = bytearray(content)
    for _ in range(rng.choice((1, 1, 3, 20))):
        spoilt[rng.randrange(len(spoilt))] ^= 1 << rng.randrange(8)
    return bytes(spoilt)


def _cut(rng: Random, content: bytes) -> bytes:
    start, end = sorted(rng.sample(range(len(content)), 2))
    return content[:start] + content[end:] if rng.random() < 0.5 else content[:end]


def _parts(content: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _drop(rng: Random, content: bytes) -> bytes:
    parts = _parts(content)
    for name in rng.sample(list(parts), rng.choice((1, 1, 2))):
        del parts[name]
    return pack(parts)


def _exchange(rng: Random, content: bytes) -> bytes:
    parts = _parts(content)
    one, other = rng.sample(list(parts), 2)
    parts[one], parts[other] = parts[other], parts[one]
    return pack(parts)


def _some_part(rng: Random, content: bytes) -> tuple[dict[str, str | bytes], str, bytes]:
    parts = _parts(content)
    name = rng.choice(list(parts))
    chosen = parts[name]
    assert isinstance(chosen, bytes)
    return parts, name, chosen


def _spoil_part(rng: Random, content: bytes) -> bytes:
    parts, name, chosen = _some_part(rng, content)
    return pack(parts | {name: _flip(rng, chosen)})


def _cut_part(rng: Random, content: bytes) -> bytes:
    parts, name, chosen = _some_part(rng, content)
    return pack(parts | {name: _cut(rng, chosen)})


def _spoil_tags(rng: Random, content: bytes) -> bytes:
    """Exchange, drop or rename attributes and tags, so that the XML stays well-formed and its sense does not."""
    import re

    parts, name, chosen = _some_part(rng, content)
    text = chosen.decode()
    words = sorted(set(re.findall(r'"([^"]{1,20})"', text)))
    if words and rng.random() < 0.5:
        odd = ("", "-1", "999999999999", "true", "NaN", "\u0663", "restart", "rId1", rng.choice(words))
        text = text.replace(f'"{rng.choice(words)}"', f'"{rng.choice(odd)}"', rng.choice((1, 5, -1)))
    else:
        tags = sorted(set(re.findall(r"</?([\w:]+)", text)))
        one, other = rng.choice(tags), rng.choice(tags)
        text = re.sub(rf"(</?){re.escape(one)}\b", rf"\g<1>{other}", text)
    return pack(parts | {name: text})
