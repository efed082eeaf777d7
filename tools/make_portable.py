"""Makes the folder `dist/htsd` that runs without Python, tries its main jobs, and says how large it is.

Run `python tools/make_portable.py [FOLDER]` where PyInstaller is installed beside the program. The folder runs on the
system it was made on. It is a folder, not a single file: that would unpack itself at each start, and virus scanners
hold such programs up.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import docx

ROOT = Path(__file__).parents[1]
START = """\
import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()
    from htsd_cli.readers.child import answer

    if not answer(sys.argv):
        from htsd_cli.cli import main

        main()
"""
# Libraries come with parts nobody here uses; each is left out by name, and the trial tells when one was needed.
LEFT_OUT = (
    "tkinter", "IPython", "matplotlib", "pytest", "hypothesis", "playwright", "mypy", "ruff", "setuptools", "pip",
    "numpy.tests", "pandas.tests", "pyarrow", "scipy", "python_calamine", "PIL.ImageTk", "PIL.ImageQt", "docutils",
    "PIL.AvifImagePlugin", "PIL._avif", "PIL._imagingft", "PIL._imagingcms", "PIL.ImageCms", "dask", "distributed",
    "msgpack", "tornado", "yaml", "psutil", "fsspec", "pygments", "markdown_it", "pydoc_data", "lxml.objectify",
    "lxml.isoschematron", "lxml.html", "lxml.sax",
)  # fmt: skip
# Data a library brings and never opens: the parts of its own template, which it has as a file too.
DATA_LEFT_OUT = ("docx/templates/default-docx-template",)
SAMPLES = ("TH Le Van Tam - BC Tuan le HTSD 2024.docx", "BC HTSD Phuong Tan Phong.xlsx")
# What a clerk does before anything is added up, and after.
JOBS: tuple[tuple[str, ...], ...] = (
    ("--help",), ("roster", "check"), ("validate", "--errors"), ("status",), ("blank", "--all", "--excel"),
    ("show", SAMPLES[0]), ("explain", "sum-differs"), ("form", "show"),
)  # fmt: skip
JOBS_AFTER: tuple[tuple[str, ...], ...] = (
    ("status", "--remind"), ("return", "--with-warnings"), ("trace", "5.3"), ("aggregate",), ("aggregate", "--undo"),
    ("form", "new", f"bao-cao-nhan/{SAMPLES[0]}", "-o", "mau-thu"),
)  # fmt: skip


def main() -> None:
    """Build the folder, try it, and print its size and how long it takes to start."""
    target = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT / "dist"
    with tempfile.TemporaryDirectory() as work:
        start = Path(work, "htsd_start.py")
        start.write_text(START, encoding="utf-8")
        build(start, target, Path(work))
    program = target / "htsd" / ("htsd.exe" if sys.platform == "win32" else "htsd")
    tried = try_out(program)
    size = sum(
        path.stat().st_size for path in program.parent.rglob("*") if path.is_file() and not path.is_symlink()
    )
    print(f"{program.parent}: {size / 1_000_000:.0f} MB; htsd --version {tried:.2f} s")
    for part, much in largest(program.parent / "_internal")[:8]:
        print(f"  {part}: {much / 1_000_000:.0f} MB")


def largest(folder: Path) -> list[tuple[str, int]]:
    """Return the parts of the folder by what they take, the largest first."""
    sizes: dict[str, int] = {}
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            part = path.relative_to(folder).parts[0].removesuffix(".libs")
            sizes[part] = sizes.get(part, 0) + path.stat().st_size
    return sorted(sizes.items(), key=lambda item: -item[1])


def build(start: Path, target: Path, work: Path) -> None:
    """Have PyInstaller make the folder."""
    command = [
        sys.executable, "-m", "PyInstaller", str(start), "--name", "htsd", "--onedir", "--noconfirm", "--console",
        "--distpath", str(target), "--workpath", str(work / "build"), "--specpath", str(work),
        "--log-level", "WARN", "--collect-submodules", "htsd_cli", "--collect-data", "docx",
        "--add-data", f"{ROOT / 'templates'}:htsd_cli/templates",
        # The library looks for its header beside this folder: "docx/parts/../templates".
        "--add-data", f"{Path(docx.__file__).with_name('py.typed')}:docx/parts",
    ]  # fmt: skip
    for name in LEFT_OUT:
        command += ["--exclude-module", name]
    subprocess.run(command, check=True)
    for name in DATA_LEFT_OUT:
        shutil.rmtree(target / "htsd" / "_internal" / name)


def try_out(program: Path) -> float:
    """Do the main jobs with the program alone; return the seconds it takes to start. Raises when one fails."""
    run(program, "--version", cwd=program.parent)
    began = time.perf_counter()
    run(program, "--version", cwd=program.parent)
    started = time.perf_counter() - began
    with tempfile.TemporaryDirectory() as place:
        run(program, "init", "Đợt thử (Quận 7)", "--yes", cwd=Path(place))
        folder = Path(place, "Đợt thử (Quận 7)")
        for name in SAMPLES:
            shutil.copy2(ROOT / "sample_reports" / name, folder / "bao-cao-nhan")
        (folder / "bao-cao-nhan" / "in.pdf").write_bytes(PDF)
        (folder / "bao-cao-nhan" / f"{Path(SAMPLES[0]).stem} (scan).pdf").write_bytes(scan())
        for job in JOBS:
            run(program, *job, cwd=folder)
        run(program, "aggregate", "--jobs", "2", "--summary", "--photo-appendix", "--flat", cwd=folder)
        results = json.loads((folder / "ket-qua" / "tong-hop.json").read_text("utf-8"))
        counted = [unit["name"] for unit in results["units"] if unit["counted"]]
        assert len(counted) == len(SAMPLES), counted
        reasons = [item["reason"] for item in results["unrecognised"]]
        assert not any("dừng đột ngột" in reason for reason in reasons), "the reader of PDF did not start"
        assert list((folder / "ket-qua" / "hinh-anh").rglob("*.jpg")), "no page of the scan was drawn"
        for job in JOBS_AFTER:
            run(program, *job, cwd=folder)
        names = {path.name for path in (folder / "ket-qua").iterdir()}
        assert names >= {"bao-cao-tong-hop.docx", "so-lieu.csv", "tom-tat.docx", "nhac-don-vi"}, names
    return started


def run(program: Path, *arguments: str, cwd: Path) -> None:
    """Run the program; 0 and 1 are its good ends."""
    environment = {"PATH": "", "SYSTEMROOT": "C:\\\\Windows"} if sys.platform == "win32" else {"PATH": ""}
    done = subprocess.run(
        [str(program), *arguments],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )
    if done.returncode not in (0, 1):
        raise SystemExit(
            f"htsd {' '.join(arguments)} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
        )


PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>endobj "
    b"4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj "
    b"5 0 obj<</Length 44>>stream\nBT /F1 12 Tf 72 720 Td (Bao cao) Tj ET\nendstream endobj\n"
    b"trailer<</Root 1 0 R/Size 6>>\n%%EOF"
)


def scan() -> bytes:
    """Return a PDF of one page that is a grey picture, as a scanner makes it."""
    parts = (
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>",
        "<</Type/XObject/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceGray/BitsPerComponent 8/Length 4>>"
        "stream\n9@PZ\nendstream",
        "<</Length 28>>stream\nq 595 0 0 842 0 0 cm /I Do Q\nendstream",
    )  # fmt: skip
    written, places = "%PDF-1.4\n", ""
    for number, part in enumerate(parts, 1):
        places += f"{len(written):010} 00000 n \n"
        written += f"{number} 0 obj\n{part}\nendobj\n"
    table = f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{places}"
    end = f"trailer\n<</Size {len(parts) + 1}/Root 1 0 R>>\nstartxref\n{len(written)}\n%%EOF\n"
    return f"{written}{table}{end}".encode("ascii")


if __name__ == "__main__":
    main()
