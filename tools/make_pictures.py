"""Makes the pictures of `docs/pictures/` from the sample reports: what a clerk sees, as the programs show it.

Run `python tools/make_pictures.py`. It needs soffice, pdftoppm and chromium, and Pillow (which comes with the
tests' libraries). Terminals are drawn as SVG, pages as PNG of few colours; each stays below 150 KB.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

import openpyxl
from PIL import Image
from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "sample_reports"
PICTURES = ROOT / "docs" / "pictures"

_COLUMNS = 100
_INBOX = "bao-cao-nhan"
_NOT_SENT = (
    ("MN Tân Phong", "Trường Mầm non Tân Phong"),
    ("TH Kim Đồng", "Trường Tiểu học Kim Đồng"),
    ("THCS Huỳnh Tấn Phát", "Trường THCS Huỳnh Tấn Phát"),
    ("P TC-KH", "Phòng Tài chính - Kế hoạch"),
)
_LATE = "THPT Ngo Quyen - BC tuan le HTSD.docx"
_CAMPAIGN = """\
[campaign]
form = "htsd-2024"
year = 2024
deadline = 2024-10-11
roster = "don-vi.xlsx"
"""
# Rich's own drawing of a terminal without its web fonts: a picture must not ask the network for anything.
_SVG = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
font-family: "Cascadia Mono", Consolas, "Liberation Mono", Menlo, "DejaVu Sans Mono", monospace;
font-size: {char_height}px;
line-height: {line_height}px;
font-variant-east-asian: full-width;
}}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        office = Path(folder)
        campaign = make_campaign(office / "dot-2024")
        faulty = make_faulty(office / "kiem-tra")
        (office / SAMPLES.name).symlink_to(SAMPLES)
        terminal("validate.svg", ["validate", _INBOX], faulty)
        terminal("explain.svg", ["explain", "sum-differs"], office)
        terminal("aggregate.svg", ["aggregate", SAMPLES.name, "-o", "ket-qua"], office)
        run_htsd(["aggregate", _INBOX, "-o", "ket-qua"], campaign)
        results = office / "ket-qua"
        save("bao-cao.png", beside(pages(results / "bao-cao-tong-hop.docx", 70, 1, 3)))
        save("so-lieu.png", pages(results / "so-lieu-tong-hop.xlsx", 105, 1)[0], (0.05, 0.06, 0.95, 0.6))
        run_htsd(["blank", "-o", "mau"], office)
        save("mau-bao-cao.png", beside(pages(office / "mau" / "mau-bao-cao-htsd-2024.docx", 55, 1, 2)))
        save("theo-doi.png", browser(campaign / "ket-qua" / "theo-doi.html", office / "page.png"), colours=96)


def make_campaign(folder: Path) -> Path:
    """Make a campaign of the sample reports: a roster with four units more, and days of arrival around the deadline."""
    inbox = folder / _INBOX
    shutil.copytree(SAMPLES, inbox, ignore=shutil.ignore_patterns("*.md"))
    (folder / "htsd.toml").write_text(_CAMPAIGN, encoding="utf-8")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Mã", "Tên đơn vị", "Loại", "Tên khác", "Email", "Bắt buộc"])
    for number, path in enumerate(sorted(inbox.iterdir())):
        day = 14 if path.name == _LATE else 7 + number % 5
        stamp = datetime.fromisoformat(f"2024-10-{day:02d}T09:00:00+07:00").timestamp()
        os.utime(path, (stamp, stamp))
        sheet.append([f"DV{number + 1:02d}", unit_of(path)])
    for row in _NOT_SENT:
        sheet.append(list(row))
    book.save(folder / "don-vi.xlsx")
    return folder


def make_faulty(folder: Path) -> Path:
    """Make a folder with an inbox of the sample reports that have mistakes, and two that have none."""
    inbox = folder / _INBOX
    inbox.mkdir(parents=True)
    wanted = (
        "THCS Nguyen Hien",
        "TH PHU DONG",
        "MN 19-5",
        "Dinh Bo Linh",
        "P Tan Kieng",
        "TH Phu My",
        "THPT Le",
    )
    for path in SAMPLES.iterdir():
        if any(part in path.name for part in wanted):
            shutil.copy(path, inbox)
    return folder


def unit_of(path: Path) -> str:
    """Return the name of the unit a sample report is from."""
    from htsd_cli.form import load_form
    from htsd_cli.pipeline import read_submission

    return read_submission(path, load_form()).unit.name


def run_htsd(arguments: list[str], folder: Path) -> str:
    """Run the program in a folder as in a colour terminal; return what it printed."""
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | {
        "FORCE_COLOR": "1", "TERM": "xterm-256color", "COLUMNS": str(_COLUMNS), "PYTHONPATH": str(ROOT / "src"),
    }  # fmt: skip
    run = subprocess.run(
        [sys.executable, "-m", "htsd_cli", *arguments],
        cwd=folder, env=environment, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    if run.returncode not in (0, 1):
        raise RuntimeError(run.stderr)
    return run.stdout


def terminal(name: str, arguments: list[str], folder: Path) -> None:
    """Draw a terminal in which a command has run."""
    shown = " ".join(["> htsd", *arguments])
    console = Console(record=True, width=_COLUMNS, file=io.StringIO(), color_system="truecolor")
    console.print(Text(shown, style="bold"))
    console.print(Text.from_ansi(run_htsd(arguments, folder).rstrip()))
    drawn = console.export_svg(title="Cửa sổ lệnh", code_format=_SVG, unique_id="htsd")
    (PICTURES / name).write_text(drawn, encoding="utf-8", newline="\n")


def pages(path: Path, resolution: int, *numbers: int) -> list[Image.Image]:
    """Return pages of an Office file as LibreOffice prints it."""
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder, "profile").as_uri()
        subprocess.run(
            ["soffice", "--headless", "--norestore", f"-env:UserInstallation={profile}",
             "--convert-to", "pdf", "--outdir", folder, str(path)],
            check=True, capture_output=True,
        )  # fmt: skip
        printed = Path(folder, path.with_suffix(".pdf").name)
        images = []
        for number in numbers:
            made = Path(folder, f"page-{number}")
            subprocess.run(
                ["pdftoppm", "-png", "-singlefile", "-r", str(resolution), "-f", str(number),
                 str(printed), str(made)],
                check=True,
            )  # fmt: skip
            images.append(Image.open(made.with_suffix(".png")).convert("RGB"))
        return images


def browser(page: Path, picture: Path) -> Image.Image:
    """Return the upper part of a page as Chromium shows it."""
    subprocess.run(
        ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
         f"--user-data-dir={picture.with_suffix('')}", "--window-size=1200,1240", f"--screenshot={picture}",
         page.as_uri()],
        check=True, capture_output=True,
    )  # fmt: skip
    return Image.open(picture).convert("RGB")


def beside(images: list[Image.Image]) -> Image.Image:
    """Return sheets of paper beside each other on grey."""
    gap = 12
    width = sum(image.width for image in images) + gap * (len(images) + 1)
    ground = Image.new("RGB", (width, max(image.height for image in images) + 2 * gap), "#d0d4d8")
    left = gap
    for image in images:
        ground.paste(image, (left, gap))
        left += image.width + gap
    return ground


Crop = tuple[float, float, float, float]  # left, upper, right, lower edge as parts of width and height


def save(name: str, image: Image.Image, crop: Crop = (0, 0, 1, 1), colours: int = 24) -> None:
    """Save what is within the edges as a picture of few colours."""
    left, upper, right, lower = crop
    width, height = image.size
    box = (round(left * width), round(upper * height), round(right * width), round(lower * height))
    image.crop(box).quantize(colours).save(PICTURES / name, optimize=True)


if __name__ == "__main__":
    main()
