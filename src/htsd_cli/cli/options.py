"""The options several commands share, so that they are called and told alike everywhere."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

# What each command is called in Vietnamese; both names do the same.
ALIASES = {
    "init": "khoi-tao",
    "validate": "kiem-tra",
    "aggregate": "tong-hop",
    "status": "tien-do",
    "results": "ket-qua",
    "return": "tra-lai",
    "trace": "truy-nguon",
    "blank": "mau-trong",
    "show": "xem",
    "explain": "giai-thich",
    "roster": "danh-sach",
    "check": "kiem-tra",
    "form": "mau",
    "new": "moi",
    "diff": "so-sanh",
}


def day_of(text: str, option: str) -> date:
    """Return the day a person wrote: 11/10/2024, 11-10-2024, 2024-10-11, “ngày 11 tháng 10 năm 2024”.

    Raises `Trouble` when it is none, naming the `option`.
    """
    from htsd_cli.cli.trouble import Trouble
    from htsd_cli.form.toml_mistakes import written_date

    meant = written_date(text)
    if not meant:
        raise Trouble(f"“{text}” không phải một ngày. Hãy ghi ngày/tháng/năm, ví dụ {option} 11/10/2024.")
    return date.fromisoformat(meant)


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
Format = Annotated[
    OutputFormat,
    typer.Option("--format", metavar="DẠNG", help="text: để đọc (mặc định); json: cho chương trình khác."),
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", min=1, metavar="SỐ", help="Số tiến trình đọc tệp cùng lúc; mặc định: tự chọn."),
]
ClusterAddress = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="ĐỊA_CHỈ",
        help="Đọc tệp bằng một cụm máy: tcp://máy:8786 của dask scheduler; local: thử ngay ở máy này.",
    ),
]
Open = Annotated[bool, typer.Option("--open", help="Làm xong thì tự mở kết quả.")]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Không hiện gì trên màn hình, trừ khi không làm được.")
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Kể từng tệp: đọc được gì, dùng hay không.")]
