"""Converts .doc, .rtf and .odt through LibreOffice, when it is installed.

Starting LibreOffice takes a second, a file a few hundredths, so all files of one target go in one run. It runs
without a window, with a profile of its own in a temporary folder (another LibreOffice may be open), macros and
links to the outside switched off, under limits of time and memory, on copies with plain names. It exits with 0
although a file failed: what counts is whether the output is there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from htsd_cli.readers.converted.kept_hidden import keep_hidden
from htsd_cli.readers.limits import guarded
from htsd_cli.readers.packages import (
    UnreadableFile,
    is_excel_2003,
    is_flat_package,
    is_word_2003,
    write_excel_2003,
    write_package,
    write_word_2003,
)
from htsd_cli.readers.sniff import Kind, Sniffed
from htsd_cli.readers.temporary import temporary_folder
from htsd_cli.readers.watch import Watch

# After so much of its own work without an output the file in hand is given up; a start and a large file take five.
SECONDS_WITHOUT_OUTPUT = 15.0  # of processor time, so that a busy computer refuses nothing
MOST_MEMORY = 1200 << 20  # bytes of data LibreOffice may take (Linux); a hundred reports take 150 MB
_MOST_BYTES = 200 << 20  # of one file
_PATIENCE = 4  # times as long by the clock on the wall: nobody can tell everywhere how much it works

_TARGETS = {
    Kind.OLD_TEXT: ("docx", "docx:MS Word 2007 XML", "Word"),
    Kind.OLD_SHEET: ("xlsx", "xlsx:Calc MS Excel 2007 XML", "Excel"),
}
# No macro runs; what a document links to is not fetched; and should it be tried, the proxy leads nowhere.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
)


class Converted(NamedTuple):
    """What became of one old file: the converted file, or (None) the finding that tells why there is none."""

    result: Path | None
    code: str = ""
    detail: str = ""
    cure: str = ""

    def path(self) -> Path:
        """Return the converted file. Raises `UnreadableFile` when there is none."""
        if self.result is None:
            raise UnreadableFile(self.code, self.detail, self.cure)
        return self.result


@contextmanager
def convert(old: Mapping[Path, Sniffed]) -> Iterator[Mapping[Path, Converted]]:
    """Convert files of the kinds LibreOffice is for; the results live as long as the context.

    Yields an entry for every file; never raises for what is in one, nor for one that cannot be opened.
    """
    with temporary_folder() as folder:
        done = _unpack(old, folder)
        left = {path: sniffed for path, sniffed in old.items() if path not in done}
        program = find_soffice() if left else None
        if program is None:
            yield done | {path: _not_installed(sniffed) for path, sniffed in left.items()}
        else:
            yield done | _convert(program, left, folder)


def find_soffice() -> Path | None:
    """Return LibreOffice's program, from its usual places or the PATH; None when it is not installed."""
    usual: list[Path] = []
    if sys.platform == "win32":
        names = ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)")
        folders = dict.fromkeys(os.environ[name] for name in names if name in os.environ)
        # soffice.com is the one that waits for its work to be done.
        for end in ("com", "exe"):
            usual += [Path(folder, "LibreOffice", "program", f"soffice.{end}") for folder in folders]
    elif sys.platform == "darwin":
        inside = Path("LibreOffice.app", "Contents", "MacOS", "soffice")
        usual += [Path("/Applications") / inside, Path.home() / "Applications" / inside]
    for path in usual:
        if path.is_file():
            return path
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        # Windows also looks in the current folder, where what was received may lie.
        if found and Path(found).resolve().parent != Path.cwd():
            return Path(found)
    return None


def _not_installed(sniffed: Sniffed) -> Converted:
    ending, _, program = _TARGETS[sniffed.kind]
    cure = (
        "Cài LibreOffice (miễn phí, libreoffice.org) rồi chạy lại; hoặc mở tệp bằng "
        f"{program}, chọn Lưu thành (Save As) .{ending}; hoặc đề nghị đơn vị gửi bản .{ending}."
    )
    return Converted(None, "old-format", sniffed.name, cure)


def _convert(program: Path, old: Mapping[Path, Sniffed], folder: Path) -> dict[Path, Converted]:
    done: dict[Path, Converted] = {}
    waiting: dict[Kind, dict[Path, Path]] = {}
    for number, (path, sniffed) in enumerate(old.items(), 1):
        copy = folder / "in" / f"a{number:05}{sniffed.ending}"
        copy.parent.mkdir(exist_ok=True)
        try:
            guarded(partial(_vet, path, sniffed))
            shutil.copyfile(path, copy)
            if sniffed.kind is Kind.OLD_TEXT:
                guarded(partial(keep_hidden, copy))
        except UnreadableFile as error:
            done[path] = Converted(None, error.code, error.detail, error.cure)
        except OSError as error:
            done[path] = Converted(None, "reading-failed", error.strerror or "không mở được tệp")
        else:
            waiting.setdefault(sniffed.kind, {})[copy] = path
    for kind, copies in waiting.items():
        for copy, (result, hung) in _run_all(program, list(copies), kind, folder).items():
            path = copies[copy]
            done[path] = Converted(result) if result else _failed(old[path], hung)
    return done


def _unpack(old: Mapping[Path, Sniffed], folder: Path) -> dict[Path, Converted]:
    """Return the entries of those that are a document in one piece of XML: a .docx, and that of Word and Excel 2003."""
    done: dict[Path, Converted] = {}
    for number, (path, sniffed) in enumerate(old.items(), 1):
        target = folder / f"p{number:05}.docx"
        try:
            if sniffed.ending != ".xml":
                continue
            if sniffed.kind is Kind.OLD_SHEET:
                if is_excel_2003(path):
                    target = target.with_suffix(".xlsx")
                    guarded(partial(write_excel_2003, path, target))
                    done[path] = Converted(target)
            elif is_flat_package(path):
                guarded(partial(write_package, path, target))
                done[path] = Converted(target)
            elif is_word_2003(path):
                guarded(partial(write_word_2003, path, target))
                done[path] = Converted(target)
        except UnreadableFile as error:
            done[path] = Converted(None, error.code, error.detail, error.cure)
        except OSError as error:
            done[path] = Converted(None, "reading-failed", error.strerror or "không mở được tệp")
    return done


def _failed(sniffed: Sniffed, hung: bool) -> Converted:
    ending = _TARGETS[sniffed.kind][0]
    if hung:
        detail = f"LibreOffice dừng giữa chừng khi chuyển {sniffed.name} sang .{ending}"
    else:
        detail = f"LibreOffice không chuyển được {sniffed.name} sang .{ending}"
    return Converted(None, "reading-failed", detail)


def _vet(path: Path, sniffed: Sniffed) -> None:
    """Refuse what LibreOffice would read half of without a word, or should not read at all."""
    size = path.stat().st_size
    if size > _MOST_BYTES:
        raise UnreadableFile("too-large", f"tệp nặng {size >> 20} MB")
    if sniffed.ending == ".rtf":
        _refuse_cut_rtf(path.read_bytes())
    elif sniffed.ending in (".fodt", ".xml"):
        from htsd_cli.readers.packages import read_flat_xml

        read_flat_xml(path)


def _refuse_cut_rtf(content: bytes) -> None:
    """Refuse an RTF file whose groups are not all closed: the rest of it, perhaps of the table, is missing."""
    if b"\\bin" in content:
        return
    plain = content.replace(b"\\\\", b"").replace(b"\\{", b"").replace(b"\\}", b"")
    if plain.count(b"{") > plain.count(b"}"):
        raise UnreadableFile("damaged-file")


# -- runs --------------------------------------------------------------------------------------------------


def _run_all(
    program: Path, copies: list[Path], kind: Kind, folder: Path
) -> dict[Path, tuple[Path | None, bool]]:
    """Convert copies; return for each its output, None when there is none, and whether it stopped the program.

    When the program crashes or hangs, the first file without an output is to blame: it is given up, and what
    came after it gets a run of its own. When it came to its end, files without an output get another run, since one
    that took all the memory leaves none to those behind it; only when that makes nothing is the first given up.
    """
    ending, target, _ = _TARGETS[kind]
    out = folder / ending
    out.mkdir()
    results: dict[Path, tuple[Path | None, bool]] = {}
    runs = 0
    while copies:
        runs += 1
        healthy = _run(program, copies, target, out, folder / f"profile{ending}{runs}")
        left: list[Path] = []
        for copy in copies:
            made = out / f"{copy.stem}.{ending}"
            if made.is_file() and made.stat().st_size > 0:
                results[copy] = (made, False)
            else:
                left.append(copy)
        if left and (not healthy or len(left) == len(copies)):
            results[left[0]] = (None, not healthy)
            left = left[1:]
        copies = left
    return results


def _run(program: Path, copies: list[Path], target: str, out: Path, profile: Path) -> bool:
    """Run LibreOffice once; return whether it came to its end by itself."""
    _write_settings(profile)
    command = [
        str(program),
        "--headless",
        "--invisible",
        "--nologo",
        "--nodefault",
        "--nolockcheck",
        "--norestore",
        f"-env:UserInstallation={profile.as_uri()}",
        "--convert-to",
        target,
        "--outdir",
        str(out),
        *(str(copy) for copy in copies),
    ]
    silent = subprocess.DEVNULL
    try:
        process = subprocess.Popen(
            command, stdin=silent, stdout=silent, stderr=silent, start_new_session=True
        )
    except OSError:
        return True  # it does not start at all: no file is to blame
    _limit_memory(process.pid)
    try:
        with _guarded(process.pid):
            return _wait(process, out) in (0, 1)
    finally:
        _end(process)


@contextmanager
def _guarded(pid: int) -> Iterator[None]:
    """Let a shell end the program with all it started when this process is killed and cannot do it.

    The shell, in a session of its own, waits for the end of a pipe that this process alone holds. It starts in a
    millisecond; where there is none (Windows), the program goes on to the end of its files.
    """
    try:
        guard = subprocess.Popen(
            ["/bin/sh", "-c", f"read _; kill -s KILL -- -{pid}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        yield
        return
    with guard:
        try:
            yield
        finally:
            guard.kill()  # before the pipe is closed, and before the number can be another's


def _wait(process: subprocess.Popen[bytes], out: Path) -> int | None:
    """Return the program's exit code, None when no output came for too long."""
    made = -1
    watch = Watch(process.pid, SECONDS_WITHOUT_OUTPUT, SECONDS_WITHOUT_OUTPUT * _PATIENCE)
    while True:
        now = sum(1 for _ in out.iterdir())
        if now != made:
            made = now
            watch.restart()
        elif watch.over():
            return None
        try:
            return process.wait(0.25)
        except subprocess.TimeoutExpired:
            continue


def _limit_memory(pid: int) -> None:
    if sys.platform == "linux":
        import resource

        # Its own data, not its address space: most of that is the program's libraries.
        with suppress(OSError, ValueError):
            resource.prlimit(pid, resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and all it started, if any of it is still there."""
    if sys.platform == "win32":
        if process.poll() is None:
            subprocess.run(
                ["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False
            )
    else:
        import signal

        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _write_settings(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    user = profile / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )
