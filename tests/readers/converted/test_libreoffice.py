"""Old Word files through LibreOffice: the same figures, one run for all, and no file stops another."""

from __future__ import annotations

import http.server
import os
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from htsd_cli.form import load_form
from htsd_cli.pipeline import read_all
from htsd_cli.readers import UnreadableFile, convert_old_documents, read_document
from htsd_cli.readers.converted import libreoffice
from htsd_cli.readers.watch import seconds_worked
from tests.conftest import SavedAs
from tests.documents import word
from tests.hostile.ole_file import write_ole
from tests.programs import requires_program
from tests.test_samples import TRUTH

needs_a_shell = pytest.mark.skipif(os.name == "nt", reason="the stand-in for LibreOffice is a script")

RTF = rb"{\rtf1\ansi\deff0 B\u225?o c\u225?o: 12 l\u7899?p\par}"
FLAT = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.3" '
    'office:mimetype="application/vnd.oasis.opendocument.text">'
    "<office:body><office:text>{body}</office:text></office:body></office:document>"
)


# -- with the real program ---------------------------------------------------------------------------------


@pytest.mark.parametrize("target", ["doc", "odt", "rtf"])
def test_a_sample_saved_in_an_old_format_gives_the_figures_of_the_original(
    saved_as: SavedAs, target: str
) -> None:
    files = saved_as(target)
    found = {
        name: (submission.numbers, submission.counted, submission.notes, submission.other)
        for name, submission in zip(
            files, read_all([(path, path.name) for path in files.values()], load_form()), strict=True
        )
    }
    assert found == {
        name: (truth["figures"], truth["counted"], truth["notes"], truth["other"])
        for name, truth in TRUTH.items()
        if name in files
    }


def test_all_files_of_a_folder_go_through_one_run(saved_as: SavedAs, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [*saved_as("doc").values(), *saved_as("odt").values()]
    runs: list[list[str]] = []
    real = subprocess.Popen

    def counted(command: list[str], **options: object) -> object:
        if "--headless" in command:
            runs.append(command)
        return real(command, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "Popen", counted)
    with convert_old_documents(files) as entries:
        assert [entry.result is not None for entry in entries.values()] == [True] * len(files)
        folders = {entry.path().parent for entry in entries.values()}
    assert len(runs) == 1
    assert not any(folder.exists() for folder in folders)


def test_one_file_alone_is_converted_when_it_is_read(tmp_path: Path) -> None:
    requires_program("soffice")
    path = tmp_path / "bao cao.rtf"
    path.write_bytes(RTF)
    document = read_document(path)
    assert (document.path, document.format) == (path, "rtf")
    assert [paragraph.text for paragraph in document.paragraphs()] == ["Báo cáo: 12 lớp"]


def test_files_of_one_name_and_with_odd_names_are_told_apart(tmp_path: Path) -> None:
    requires_program("soffice")
    paths = [tmp_path / "a" / "-báo cáo #1 (mới).doc", tmp_path / "b" / "-báo cáo #1 (mới).doc"]
    for number, path in enumerate(paths, 1):
        path.parent.mkdir()
        path.write_bytes(RTF.replace(b"12", b"%d" % number))
    with convert_old_documents(paths) as entries:
        texts = [next(read_document(path, entries[path]).paragraphs()).text for path in paths]
    assert texts == ["Báo cáo: 1 lớp", "Báo cáo: 2 lớp"]
    assert [path.read_bytes() for path in paths] == [RTF.replace(b"12", b"1"), RTF.replace(b"12", b"2")]


@pytest.fixture
def requests() -> Iterator[tuple[str, list[str]]]:
    """Serve on this machine; yield the address and the paths asked for so far."""
    asked: list[str] = []

    class Server(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815 - named by the library

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
        server.shutdown()


def test_what_a_document_links_to_is_not_fetched(
    tmp_path: Path, requests: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    requires_program("soffice")
    address, asked = requests
    path = tmp_path / "lien ket.fodt"
    picture = (
        '<text:p>Có ảnh<draw:frame text:anchor-type="as-char" svg:width="2cm" svg:height="2cm">'
        f'<draw:image xlink:href="{address}/anh.png" xlink:type="simple" xlink:show="embed" '
        'xlink:actuate="onLoad"/></draw:frame></text:p>'
    )
    path.write_text(FLAT.format(body=picture), encoding="utf-8")
    assert [paragraph.text for paragraph in read_document(path).paragraphs()] == ["Có ảnh"]
    assert asked == []
    # The same without the settings: the test would notice a request.
    monkeypatch.setattr(libreoffice, "_SETTINGS", ())
    read_document(path)
    assert "/anh.png" in asked


# -- refused before the program sees them ------------------------------------------------------------------


def entry_of(path: Path) -> tuple[str, str]:
    with convert_old_documents([path]) as entries:
        entry = entries[path]
    return entry.code, entry.detail


@needs_a_shell
@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("cut.rtf", RTF[:-1], "damaged-file"),
        (
            "entity.fodt",
            FLAT.format(body="&a;").replace("?>", '?><!DOCTYPE x [<!ENTITY a "b">]>', 1),
            "forbidden-content",
        ),
        ("cut.fodt", FLAT.format(body="")[:-20], "damaged-file"),
    ],
)
def test_half_a_file_and_a_document_type_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes | str, code: str
) -> None:
    stand_in(tmp_path, monkeypatch)
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert entry_of(path) == (code, "DOCTYPE" if code == "forbidden-content" else "")


def test_only_old_files_have_an_entry(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("chữ", encoding="utf-8")
    with convert_old_documents([tmp_path / "a.txt", tmp_path / "missing.doc"]) as entries:
        assert dict(entries) == {}


# -- with a stand-in for the program -----------------------------------------------------------------------


def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a stand-in for soffice on the PATH; return the file it logs its runs in.

    It copies each file to its output, but HANG, CRASH and FAIL in a file make it sleep, die, or pass it over, and
    GREEDY has it pass over all behind that file.
    """
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    log = tmp_path / "runs"
    program.write_text(
        f"""#!{sys.executable}
import os, pathlib, sys, time
arguments = sys.argv[1:]
out = pathlib.Path(arguments[arguments.index("--outdir") + 1])
files = arguments[arguments.index("--outdir") + 2:]
with open({str(log)!r}, "a") as runs:
    print(len(files), file=runs)
for file in map(pathlib.Path, files):
    content = file.read_bytes()
    if b"HANG" in content:
        time.sleep(60)
    if b"CRASH" in content:
        os.abort()
    if b"FAIL" not in content:
        (out / (file.stem + ".docx")).write_bytes(content)
    if b"GREEDY" in content:
        break
""",
        encoding="utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))
    monkeypatch.setattr(libreoffice, "SECONDS_WITHOUT_OUTPUT", 1.0)
    monkeypatch.setattr(libreoffice, "_PATIENCE", 1)
    return log


def old_files(folder: Path, *words: str) -> list[Path]:
    paths = []
    for number, said in enumerate(words):
        path = folder / f"{number}.doc"
        path.write_bytes(write_ole({"WordDocument": b"\xec\xa5" + bytes(30) + said.encode()}))
        paths.append(path)
    return paths


@needs_a_shell
def test_a_file_without_an_output_failed_although_the_program_says_all_is_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = stand_in(tmp_path, monkeypatch)
    paths = old_files(tmp_path, "good", "FAIL", "good")
    with convert_old_documents(paths) as entries:
        assert [entries[path].code for path in paths] == ["", "reading-failed", ""]
        assert entries[paths[1]].detail == "LibreOffice không chuyển được tệp Word kiểu cũ (.doc) sang .docx"
        with pytest.raises(UnreadableFile) as caught:
            read_document(paths[1], entries[paths[1]])
    assert caught.value.code == "reading-failed"
    assert log.read_text().split() == ["3", "1"]


@needs_a_shell
def test_a_file_that_takes_all_the_memory_leaves_the_others_a_run_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = stand_in(tmp_path, monkeypatch)
    paths = old_files(tmp_path, "good", "GREEDY", "good", "good", "FAIL")
    with convert_old_documents(paths) as entries:
        assert [entries[path].code for path in paths] == ["", "", "", "", "reading-failed"]
    assert log.read_text().split() == ["5", "3", "1"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody tells how much a session works")
def test_the_work_of_a_session_is_counted_with_that_of_what_it_started() -> None:
    busy = "import time\nwhile time.process_time() < {}: pass"
    start = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy.format(0.3)!r}]); input()"
    command = [sys.executable, "-c", start]
    with subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True) as process:
        worked = 0.0
        while worked < 0.3 and process.poll() is None:
            worked = seconds_worked(process.pid)
        process.communicate(b"\n")
    assert worked >= 0.3
    assert seconds_worked(process.pid) == 0


@needs_a_shell
@pytest.mark.parametrize("word", ["HANG", "CRASH"])
def test_a_file_that_stops_the_program_is_given_up_and_the_rest_converted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    log = stand_in(tmp_path, monkeypatch)
    paths = old_files(tmp_path, "good", word, "good", "good")
    with convert_old_documents(paths) as entries:
        assert [entries[path].code for path in paths] == ["", "reading-failed", "", ""]
        assert entries[paths[1]].detail == (
            "LibreOffice dừng giữa chừng khi chuyển tệp Word kiểu cũ (.doc) sang .docx"
        )
    assert log.read_text().split() == ["4", "2"]


def test_without_libreoffice_the_finding_says_what_to_install_or_ask_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "find_soffice", lambda: None)
    (path,) = old_files(tmp_path, "good")
    with pytest.raises(UnreadableFile) as caught:
        read_document(path)
    assert (caught.value.code, caught.value.detail) == ("old-format", "tệp Word kiểu cũ (.doc)")
    assert caught.value.cure == (
        "Cài LibreOffice (miễn phí, libreoffice.org) rồi chạy lại; hoặc mở tệp bằng Word, chọn Lưu thành "
        "(Save As) .docx; hoặc đề nghị đơn vị gửi bản .docx."
    )


# -- where the program is ----------------------------------------------------------------------------------


def test_on_windows_it_is_found_among_the_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "LibreOffice" / "program" / "soffice.com"
    program.parent.mkdir(parents=True)
    program.touch()
    monkeypatch.setattr(libreoffice, "sys", SimpleNamespace(platform="win32"))
    monkeypatch.setenv("ProgramFiles", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("ProgramFiles(x86)", str(tmp_path))
    assert libreoffice.find_soffice() == program


def test_on_macos_it_is_found_among_the_applications(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "Applications" / "LibreOffice.app" / "Contents" / "MacOS" / "soffice"
    program.parent.mkdir(parents=True)
    program.touch()
    monkeypatch.setattr(libreoffice, "sys", SimpleNamespace(platform="darwin"))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert libreoffice.find_soffice() == program


@needs_a_shell
def test_a_program_that_lies_in_the_current_folder_is_never_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, monkeypatch)
    assert libreoffice.find_soffice() == tmp_path / "bin" / "soffice"
    monkeypatch.chdir(tmp_path / "bin")
    assert libreoffice.find_soffice() is None


def test_a_word_file_in_one_piece_of_xml_is_read_without_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("htsd_cli.readers.converted.libreoffice.find_soffice", lambda: None)
    made = word(
        tmp_path / "a.docx",
        "<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>9</w:t></w:r><w:r><w:t>14</w:t></w:r></w:p>",
    )
    with zipfile.ZipFile(made) as package:
        parts = "".join(
            f'<pkg:part pkg:name="/{name}" pkg:contentType="application/xml"><pkg:xmlData>'
            f"{package.read(name).decode().rpartition('?>')[2]}</pkg:xmlData></pkg:part>"
            for name in package.namelist()
            if name != "[Content_Types].xml"
        )
    path = tmp_path / "a.xml"
    path.write_text(
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package'
        f' xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{parts}'
        '<pkg:part pkg:name="/word/media/a.png"><pkg:binaryData>AAAA</pkg:binaryData></pkg:part></pkg:package>'
    )
    document = read_document(path)
    assert ([block.text for block in document.paragraphs()], document.format) == (["14"], "xml")
