"""Word files with pictures in them, made with python-docx; odd pictures are put in the place of plain ones."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm

from tests.scenes import jpeg

SAMPLES = Path(__file__).parents[2] / "sample_reports"
REPORT = SAMPLES / "TH Le Van Tam - BC Tuan le HTSD 2024.docx"


class Pictured:
    """A Word file in the making: paragraphs, captions and pictures are added at its end."""

    def __init__(self, report: Path | None = None) -> None:
        self.document: Any = Document(str(report)) if report else Document()
        self._instead: dict[bytes, bytes] = {}

    def text(self, text: str, *, italic: bool = False, centred: bool = False, bold: bool = False) -> Any:
        """Add a paragraph."""
        paragraph = self.document.add_paragraph()
        run = paragraph.add_run(text)
        run.italic, run.bold = italic or None, bold or None
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        return paragraph

    def picture(self, content: bytes, centimetres: float = 12, paragraph: Any = None) -> Any:
        """Add a picture, in a paragraph of its own unless one is given; return its `wp:inline` element."""
        stand_in = jpeg(1000 + len(self._instead), (400, 300), quality=50)
        self._instead[stand_in] = content
        paragraph = paragraph if paragraph is not None else self.document.add_paragraph()
        return paragraph.add_run().add_picture(io.BytesIO(stand_in), width=Cm(centimetres))._inline

    def save(self, path: Path) -> Path:
        """Write the file with its pictures."""
        made = io.BytesIO()
        self.document.save(made)
        with zipfile.ZipFile(made) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                content = source.read(name)
                target.writestr(name, self._instead.get(content, content) if "media" in name else content)
        return path
