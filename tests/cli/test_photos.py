"""`htsd aggregate --photos` as a clerk runs it, and its page in a browser."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from pathlib import Path

import pdfplumber
import pytest
from docx import Document
from PIL import Image

from tests.cli.running import htsd
from tests.cli.test_commands import OUTPUTS
from tests.mails import eml
from tests.pictures.photo_files import SAMPLES, Pictured
from tests.programs import requires_program
from tests.scenes import jpeg


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nhan")
    for name, numbers in (("TH Le Van Tam - BC Tuan le HTSD 2024", (1, 2)), ("TH Phu My BC HTSD", (3,))):
        file = Pictured(SAMPLES / f"{name}.docx")
        for number in numbers:
            file.picture(jpeg(number))
            file.text(f"Hình {number}: Hoạt động {number}", italic=True)
        file.save(folder / f"{name}.docx")
    shutil.copy(SAMPLES / "LDLD Quan 7 BC HTSD.docx", folder)
    for path in folder.iterdir():
        os.utime(path, (1_728_000_000, 1_728_000_000))
    return folder


def test_the_photographs_are_gathered_beside_the_outputs_and_counted(inbox: Path, tmp_path: Path) -> None:
    done = htsd("aggregate", inbox, "-o", tmp_path / "ra", "--photos")
    assert done.returncode == 0
    said = " ".join(done.stdout.split())
    assert "Hình ảnh: 3 ảnh của 2 đơn vị, xem ở" in said
    assert sorted(path.name for path in (tmp_path / "ra").iterdir()) == sorted(
        [".htsd-ket-qua.json", *OUTPUTS, "hinh-anh"]
    )
    assert sorted(path.name for path in (tmp_path / "ra" / "hinh-anh").iterdir()) == [
        "Trường Tiểu học Lê Văn Tám", "Trường Tiểu học Phú Mỹ", "index.html",
    ]  # fmt: skip
    page = (tmp_path / "ra" / "hinh-anh" / "index.html").read_text("utf-8")
    link = os.path.relpath(inbox / "TH Phu My BC HTSD.docx", tmp_path / "ra" / "hinh-anh").replace(" ", "%20")
    assert f'<a href="{link}">TH Phu My BC HTSD.docx</a>' in page


def test_photographs_in_a_zip_and_in_a_mail_enter_the_album_and_the_appendix(tmp_path: Path) -> None:
    inbox, out = tmp_path / "nhan", tmp_path / "ra"
    inbox.mkdir()
    with zipfile.ZipFile(inbox / "TH Le Van Tam.zip", "w") as archive:
        archive.write(SAMPLES / "TH Le Van Tam - BC Tuan le HTSD 2024.docx", "bc.docx")
        archive.writestr("anh/Đọc sách.jpg", jpeg(1))
        archive.writestr("anh/Tọa đàm.jpg", jpeg(2))
    report = (SAMPLES / "TH Phu My BC HTSD.docx").read_bytes()
    (inbox / "thu.eml").write_bytes(eml({"bc.docx": report, "Chào cờ.jpg": jpeg(3)}))
    done = htsd("aggregate", inbox, "-o", out, "--photo-appendix")
    assert "Hình ảnh: 3 ảnh của 2 đơn vị" in " ".join(done.stdout.split())
    page = (out / "hinh-anh" / "index.html").read_text("utf-8")
    assert "Đọc sách" in page
    assert "2 ảnh gửi kèm báo cáo" in page
    appendix = Document(str(out / "hinh-anh" / "phu-luc-hinh-anh.docx"))
    assert [len(table._cells) for table in appendix.tables] == [2, 2]
    assert len(appendix.inline_shapes) == 3
    assert [cell.text.strip() for cell in appendix.tables[0]._cells] == ["Tọa đàm", "Đọc sách"]


def test_a_new_run_replaces_what_is_ours_in_the_folder_and_leaves_what_is_somebody_else_s(
    inbox: Path, tmp_path: Path
) -> None:
    old = tmp_path / "ra" / "hinh-anh"
    (old / "Đơn vị cũ").mkdir(parents=True)
    (old / "Đơn vị cũ" / "01.jpg").write_bytes(b"x")
    assert htsd("aggregate", inbox, "-o", tmp_path / "ra").returncode == 0
    assert [path.name for path in old.iterdir()] == ["Đơn vị cũ"]
    done = htsd("aggregate", inbox, "-o", tmp_path / "ra", "--photos")
    assert done.returncode == 2
    assert f"“{old}” đã có sẵn và không phải do htsd ghi" in done.stderr
    assert [path.name for path in old.iterdir()] == ["Đơn vị cũ"]
    old.rename(tmp_path / "anh-cua-toi")
    assert htsd("aggregate", inbox, "-o", tmp_path / "ra", "--photos").returncode == 0
    (old / "cua-toi.jpg").write_bytes(b"x")
    (inbox / "TH Phu My BC HTSD.docx").rename(tmp_path / "sau.docx")
    try:
        assert htsd("aggregate", inbox, "-o", tmp_path / "ra", "--photos").returncode == 0
    finally:
        (tmp_path / "sau.docx").rename(inbox / "TH Phu My BC HTSD.docx")
    assert sorted(path.name for path in old.iterdir()) == [
        "Trường Tiểu học Lê Văn Tám", "cua-toi.jpg", "index.html",
    ]  # fmt: skip


def test_photographs_of_an_earlier_run_are_no_reports(inbox: Path, tmp_path: Path) -> None:
    folder = tmp_path / "tat-ca"
    shutil.copytree(inbox, folder)
    htsd("aggregate", folder, "-o", folder / "ra", "--photos")
    done = htsd("aggregate", folder, "-o", tmp_path / "khac")
    assert "Đã cộng báo cáo của 3 đơn vị." in done.stdout
    assert "Không dùng được" not in done.stdout


def test_the_same_reports_give_the_same_bytes_wherever_they_are_read(inbox: Path, tmp_path: Path) -> None:
    htsd("aggregate", inbox, "-o", tmp_path / "1", "--photos", TZ="Asia/Ho_Chi_Minh", LC_ALL="C.UTF-8")
    htsd(
        "aggregate", inbox, "-o", tmp_path / "2", "--photos", "--jobs", "2", TZ="America/New_York", LC_ALL="C"
    )
    names = sorted(path.relative_to(tmp_path / "1") for path in (tmp_path / "1").rglob("*") if path.is_file())
    assert len(names) == len(OUTPUTS) + 1 + 1 + 6
    for name in names:
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes(), name


def test_in_a_browser_every_picture_is_shown_nothing_is_asked_for_and_print_holds_them_all(
    inbox: Path, tmp_path: Path
) -> None:
    api = pytest.importorskip("playwright.sync_api")
    requires_program("chromium")
    htsd("aggregate", inbox, "-o", tmp_path / "ra", "--photos")
    address = (tmp_path / "ra" / "hinh-anh" / "index.html").as_uri()
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 390, "height": 800})
        said: list[str] = []
        asked: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address)
        for image in page.locator("img").all():
            image.scroll_into_view_if_needed()
            page.wait_for_function(
                "image => image.complete && image.naturalWidth === 480", arg=image.element_handle()
            )
        assert page.locator("figcaption").all_inner_texts() == [
            "Hình 1: Hoạt động 1", "Hình 2: Hoạt động 2", "Hình 3: Hoạt động 3",
        ]  # fmt: skip
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert said == []
        assert all(url.startswith(("file:", "data:")) for url in asked)
        with pdfplumber.open(io.BytesIO(page.pdf())) as printed:
            assert sum(len(sheet.images) for sheet in printed.pages) == 3
        page.get_by_role("link", name="Hình 2: Hoạt động 2").click()
        assert page.url.endswith("/02.jpg")
        browser.close()


def test_scans_and_pictures_without_a_report_enter_the_album_too_and_nothing_is_passed_over(
    tmp_path: Path,
) -> None:
    inbox, out = tmp_path / "nhan", tmp_path / "ra"
    inbox.mkdir()
    page = Image.new("RGB", (827, 1169), "white")  # a page without a photograph's colours
    stream = io.BytesIO()
    second = Image.new("RGB", (827, 1169), "ivory")
    page.save(stream, "PDF", save_all=True, append_images=[second], resolution=100)
    with zipfile.ZipFile(inbox / "TH Le Van Tam.zip", "w") as archive:
        archive.write(SAMPLES / "TH Le Van Tam - BC Tuan le HTSD 2024.docx", "bc.docx")
        archive.writestr("bc (ký số).pdf", stream.getvalue())
    (inbox / "TH Phu My - le khai mac.jpg").write_bytes(jpeg(1))
    (inbox / "IMG_2031.jpg").write_bytes(jpeg(2))
    done = htsd("aggregate", inbox, "-o", out, "--photo-appendix")
    said = " ".join(done.stdout.split())
    assert "Hình ảnh: 4 ảnh của 2 đơn vị, trong đó 2 trang bản quét" in said
    assert "1 ảnh chưa rõ của đơn vị nào" in said
    html = (out / "hinh-anh" / "index.html").read_text("utf-8")
    assert "Bản quét “bc (ký số).pdf”, trang 2" in html
    assert len(Document(str(out / "hinh-anh" / "phu-luc-hinh-anh.docx")).inline_shapes) == 1
