"""Puts a file that was sent in parts together again: BC.zip.001 …, BC.docx.001 …, BC.z01 … BC.zip; RAR's are named.

The layout of a zip on several disks is that of PKWARE's APPNOTE, 8.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath

from htsd_cli.intake.received import PassedOver, Received
from htsd_cli.language.lazy_pattern import lazy_pattern
from htsd_cli.readers import UnreadableFile

_NUMBERED = lazy_pattern(r"(?P<whole>.+\.[a-z0-9]{1,5})\.(?P<number>\d{3})", re.IGNORECASE)
_DISK = lazy_pattern(r"(?P<whole>.+)\.z(?P<number>\d{2,3})", re.IGNORECASE)
_RAR = lazy_pattern(r"(?P<whole>.+)\.(?:part0*(?P<number>\d{1,4})\.rar|r(?P<old>\d{2}))", re.IGNORECASE)
_MOST = 400 << 20  # bytes of all parts together
_BY_HAND = (
    "Để đủ các phần vào một thư mục rồi giải nén phần đầu, chép tệp bên trong vào thư mục báo cáo; hoặc đề nghị đơn vị"
    " gửi lại thành một tệp."
)


def is_part(name: str) -> bool:
    """Return whether a file's name is that of a part of a file sent in several."""
    return _part(PurePosixPath(name).name) is not None


def _part(base: str) -> re.Match[str] | None:
    """Return a file's name as that of a part, None for any other."""
    if not (base[-1:].isdigit() or base.lower().endswith(".rar")):  # so ends each of them
        return None
    return next((match for kind in (_NUMBERED, _DISK, _RAR) if (match := kind.fullmatch(base))), None)


def join_parts(
    files: Iterable[Received], keep: Callable[[Received, bytes], Received]
) -> Iterator[Received | PassedOver]:
    """Yield the files, those that came in parts as one under the whole's name.

    `keep` writes a content and returns the file with its path. Where parts are missing, the first there is comes with
    its `problem`; the others are passed over as parts of it.
    """
    items = list(files)
    sets: dict[tuple[str, str], dict[int, Received]] = {}
    rest: list[Received] = []
    for item in items:
        path = PurePosixPath(item.name)
        found = _part(path.name)
        if found is None or item.problem:
            rest.append(item)
            continue
        groups = found.groupdict()
        number = int(groups["number"]) if groups.get("number") else int(groups.get("old") or 0) + 2
        whole = str(path.with_name(found["whole"]))
        sets.setdefault((found.re.pattern, whole), {})[number] = item
    for (pattern, whole), parts in sets.items():
        if pattern == _NUMBERED.pattern:
            yield from _numbered(whole, parts, keep)
        else:
            ending = ".zip" if pattern == _DISK.pattern else ".rar"
            last = next((item for item in rest if item.name.lower() == f"{whole}{ending}".lower()), None)
            if last is not None:
                rest.remove(last)
            yield from (_disks if ending == ".zip" else _rar)(f"{whole}{ending}", parts, last, keep)
    yield from rest


def _numbered(
    whole: str, parts: dict[int, Received], keep: Callable[[Received, bytes], Received]
) -> Iterator[Received | PassedOver]:
    numbers = sorted(parts)
    if numbers[0] not in (0, 1) or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        yield from _incomplete(whole, [parts[number] for number in numbers])
        return
    yield from _joined(
        whole, [parts[number] for number in numbers], keep, lambda contents: b"".join(contents)
    )


def _disks(
    whole: str,
    parts: dict[int, Received],
    last: Received | None,
    keep: Callable[[Received, bytes], Received],
) -> Iterator[Received | PassedOver]:
    numbers = sorted(parts)
    items = [parts[number] for number in numbers] + ([last] if last else [])
    if last is None or numbers != list(range(1, len(numbers) + 1)):
        yield from _incomplete(whole, items)
        return
    yield from _joined(whole, items, keep, _one_disk)


def _rar(
    whole: str,
    parts: dict[int, Received],
    last: Received | None,
    keep: Callable[[Received, bytes], Received],  # noqa: ARG001 - called like the others
) -> Iterator[Received | PassedOver]:
    items = ([last] if last else []) + [parts[number] for number in sorted(parts)]
    detail = f"tệp nén RAR chia thành nhiều phần (nhận được {len(items)} phần)"
    yield items[0]._replace(problem=UnreadableFile("archive-not-opened", detail, _BY_HAND))
    yield from _passed_over(whole, items[1:])


def _joined(
    whole: str,
    items: list[Received],
    keep: Callable[[Received, bytes], Received],
    together: Callable[[list[bytes]], bytes],
) -> Iterator[Received | PassedOver]:
    try:
        if sum(item.path.stat().st_size for item in items) > _MOST:
            raise UnreadableFile("archive-limit", f"các phần cộng lại nặng hơn {_MOST >> 20} MB", _BY_HAND)
        content = together([item.path.read_bytes() for item in items])
    except (UnreadableFile, OSError, struct.error) as error:
        problem = (
            error
            if isinstance(error, UnreadableFile)
            else UnreadableFile("archive-not-opened", f"tệp chia thành {len(items)} phần", _BY_HAND)
        )
        yield items[0]._replace(problem=problem)
        yield from _passed_over(whole, items[1:])
        return
    latest = max(items, key=lambda item: item.modified)  # it was not there before its last part
    yield keep(latest._replace(name=whole), content)
    yield from _passed_over(whole, items)


def _incomplete(whole: str, items: list[Received]) -> Iterator[Received | PassedOver]:
    base = PurePosixPath(whole).name
    detail = f"tệp “{base}” chia thành nhiều phần: mới nhận được {len(items)} phần, còn thiếu phần khác"
    yield items[0]._replace(problem=UnreadableFile("archive-not-opened", detail, _BY_HAND))
    yield from _passed_over(whole, items[1:])


def _passed_over(whole: str, items: Iterable[Received]) -> Iterator[PassedOver]:
    base = PurePosixPath(whole).name
    return (PassedOver(item.name, f"một phần của “{base}”") for item in items)


def _one_disk(contents: list[bytes]) -> bytes:
    """Return a zip on several disks as one on a single disk: each entry's place is counted from the first's beginning.

    Raises `UnreadableFile` for one without its end, and `struct.error` for one that breaks off.
    """
    starts = [sum(map(len, contents[:number])) for number in range(len(contents))]
    out = bytearray(b"".join(contents))
    end = out.rfind(b"PK\5\6")
    if end < 0:
        raise UnreadableFile("damaged-file")
    disk, count, place = struct.unpack_from("<HxxHxxxxI", out, end + 6)
    if disk >= len(starts) or struct.unpack_from("<H", out, end + 4)[0] != len(starts) - 1:
        raise UnreadableFile("damaged-file")
    directory = at = starts[disk] + place
    for _ in range(count):
        if out[at : at + 4] != b"PK\1\2":
            raise UnreadableFile("damaged-file")
        name, extra, comment, on, offset = struct.unpack_from("<HHHHxxxxxxI", out, at + 28)
        if on >= len(starts):
            raise UnreadableFile("damaged-file")
        struct.pack_into("<H", out, at + 34, 0)
        struct.pack_into("<I", out, at + 42, starts[on] + offset)
        at += 46 + name + extra + comment
    struct.pack_into("<HHHHII", out, end + 4, 0, 0, count, count, at - directory, directory)
    return bytes(out)
