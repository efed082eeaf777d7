"""The folder of photographs and its page."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from htsd_cli.form import Campaign, load_form
from htsd_cli.pictures import WhyNot
from htsd_cli.writers import photos
from htsd_cli.writers.photos import Sent, UnitPhotos, left_out_in_words, write_index, write_photos
from tests.pictures.photo_files import REPORT, Pictured
from tests.scenes import jpeg, logo

FORM = load_form()


def report(path: Path, *pictures: bytes, caption: str = "Hình {}: Hoạt động") -> Path:
    file = Pictured(REPORT)
    for number, content in enumerate(pictures, 1):
        file.picture(content)
        file.text(caption.format(number), italic=True)
    return file.save(path)


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def write(folder: Path, *sent: Sent) -> list[UnitPhotos]:
    folder.mkdir()
    albums = write_photos(sent, folder)
    write_index(albums, FORM, Campaign(), folder)
    return albums


class Page(HTMLParser):
    """The pictures, links and texts of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.images: list[dict[str, str | None]] = []
        self.links: list[str] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.images.append(dict(attrs))
        elif tag == "a":
            self.links.append(dict(attrs)["href"] or "")

    def handle_data(self, data: str) -> None:
        self.texts.append(" ".join(data.split()))


def test_every_unit_has_its_folder_with_numbered_pictures_and_small_copies(tmp_path: Path) -> None:
    first = Sent(
        "Trường Mầm non 19/5", "Trường mầm non", "a.docx", report(tmp_path / "a.docx", jpeg(1), jpeg(2))
    )
    other = Sent("TRƯỜNG MẦM NON 19-5", "Trường mầm non", "b.docx", report(tmp_path / "b.docx", jpeg(1)))
    albums = write(tmp_path / "ra", first, other)
    assert files(tmp_path / "ra") == [
        "TRƯỜNG MẦM NON 19-5 (2)/01.jpg",
        "TRƯỜNG MẦM NON 19-5 (2)/nho/01.jpg",
        "Trường Mầm non 19-5/01.jpg",
        "Trường Mầm non 19-5/02.jpg",
        "Trường Mầm non 19-5/nho/01.jpg",
        "Trường Mầm non 19-5/nho/02.jpg",
        "index.html",
    ]
    assert (tmp_path / "ra/Trường Mầm non 19-5/02.jpg").read_bytes() == jpeg(2)
    assert [photo.caption for photo in albums[0].photos] == ["Hình 1: Hoạt động", "Hình 2: Hoạt động"]


def test_the_page_shows_small_copies_that_open_the_full_ones_and_asks_nothing_of_a_network(
    tmp_path: Path,
) -> None:
    name = "Trường “50% & #1” <b>"
    write(
        tmp_path / "ra",
        Sent(name, "Trường tiểu học", "a.docx", report(tmp_path / "a.docx", jpeg(1), caption="")),
    )
    text = (tmp_path / "ra" / "index.html").read_text("utf-8")
    page = Page(text)
    (image,) = page.images
    assert (image["loading"], image["width"], image["height"]) == ("lazy", "480", "360")
    assert image["alt"] == f"Ảnh 1 của {name}"
    for link in (image["src"] or "", *[link for link in page.links if not link.startswith("#")]):
        assert (tmp_path / "ra" / unquote(link)).is_file()
    assert "Ảnh 1 (không có chú thích)" in page.texts
    assert "1 ảnh của 1 đơn vị" in page.texts
    assert not re.search(r"https?://|<script", text)
    assert "default-src 'none'" in text


def test_what_is_left_out_is_counted_and_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    twice = jpeg(1)
    source = report(tmp_path / "a.docx", twice, logo(), jpeg(2)[:20_000], b"\0\0\0\x18ftypheic" + b"\0" * 900)
    loose = tmp_path / "khai mac.jpg"
    loose.write_bytes(twice)
    more = tmp_path / "be mac.jpg"
    more.write_bytes(jpeg(3))
    sent = Sent("Đơn vị", "Khác", "a.docx", source, (loose, more, tmp_path / "khong-co.jpg"))
    (album,) = write(tmp_path / "ra", sent)
    assert album.left_out == {WhyNot.DRAWING: 1, WhyNot.AGAIN: 1}
    assert [(photo.file, photo.small is None) for photo in album.photos] == [
        ("Đơn vị/01.jpg", False), ("Đơn vị/02.heic", True), ("Đơn vị/03.jpg", False),
    ]  # fmt: skip
    assert album.photos[2].caption == "be mac"
    assert album.troubles == (
        "hình thứ 3 trong tệp: ảnh bị hỏng hoặc bị cắt mất một phần",
        "02.heic: ảnh HEIC, trình duyệt không hiện được; đã chép nguyên tệp",
        "khong-co.jpg: đường dẫn không có",
    )
    assert left_out_in_words([album, album]) == "2 hình vẽ, biểu đồ; 2 hình lặp lại"
    text = (tmp_path / "ra" / "index.html").read_text("utf-8")
    assert "Đã bỏ qua các hình không phải ảnh chụp hoạt động: 1 hình vẽ, biểu đồ; 1 hình lặp lại." in text
    assert "Hình thứ 3 trong tệp: ảnh bị hỏng hoặc bị cắt mất một phần." in text
    assert "Mở tệp 02.heic" in text


def test_a_unit_without_photographs_has_no_folder_and_a_file_that_cannot_be_looked_into_is_told(
    tmp_path: Path,
) -> None:
    broken = tmp_path / "hong.docx"
    broken.write_bytes(REPORT.read_bytes()[:3000])
    albums = write(
        tmp_path / "ra",
        Sent("Không ảnh", "Khác", "a.docx", REPORT),
        Sent("Kiểu cũ", "Khác", "b.doc", None),
        Sent("Hỏng", "Khác", "c.docx", broken),
        Sent("Mất", "Khác", "d.docx", tmp_path / "khong-co.docx"),
    )
    assert files(tmp_path / "ra") == ["index.html"]
    assert [album.troubles for album in albums] == [
        (),
        ("chưa lấy được ảnh trong tệp kiểu cũ (cần LibreOffice)",),
        ("không lấy hết được ảnh: tệp hỏng hoặc vượt mức an toàn",),
        ("không đọc được tệp: đường dẫn không có",),
    ]
    assert "0 ảnh của 0 đơn vị" in (tmp_path / "ra" / "index.html").read_text("utf-8")


def test_one_unit_cannot_fill_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos, "_MOST_BYTES", 2 * len(jpeg(1)) + 40_000)
    sent = Sent("Đơn vị", "Khác", "a.docx", report(tmp_path / "a.docx", *(jpeg(n) for n in range(1, 7))))
    (album,) = write(tmp_path / "ra", sent)
    assert 0 < len(album.photos) < 6
    assert f"chỉ lấy {len(album.photos)} ảnh đầu" in album.troubles[0]


def test_the_same_reports_give_the_same_bytes(tmp_path: Path) -> None:
    sent = Sent("Đơn vị", "Khác", "a.docx", report(tmp_path / "a.docx", jpeg(1), logo(), jpeg(2)))
    write(tmp_path / "mot", sent)
    write(tmp_path / "hai", sent)
    assert files(tmp_path / "mot") == files(tmp_path / "hai")
    for name in files(tmp_path / "mot"):
        assert (tmp_path / "mot" / name).read_bytes() == (tmp_path / "hai" / name).read_bytes()
