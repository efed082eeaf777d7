"""The options several commands share, so that they are called and told alike everywhere."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class OutputFormat(StrEnum):
    """How the result is printed."""

    TEXT = "text"
    JSON = "json"


Folder = Annotated[
    Path | None,
    typer.Argument(
        metavar="THƯ_MỤC", help="Thư mục chứa báo cáo; để trống khi đang ở trong thư mục đợt báo cáo."
    ),
]
ResultsFolder = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="THƯ_MỤC", help="Thư mục ghi kết quả; mặc định: ket-qua."),
]
CampaignFile = Annotated[
    Path | None,
    typer.Option("--campaign", metavar="TỆP", help="Tệp htsd.toml của đợt báo cáo; mặc định tự tìm."),
]
Format = Annotated[OutputFormat, typer.Option("--format", help="text: để đọc; json: cho chương trình khác.")]
Jobs = Annotated[int, typer.Option("--jobs", min=1, metavar="SỐ", help="Số tiến trình đọc tệp cùng lúc.")]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Không hiện gì trên màn hình, trừ khi không làm được.")
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Kể từng tệp: đọc được gì, dùng hay không.")]
