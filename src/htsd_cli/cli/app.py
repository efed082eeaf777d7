"""The `htsd` program: its commands, its help in Vietnamese, and what it says of a mistyped command."""

from __future__ import annotations

import gc
import sys
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from htsd_cli import __version__
from htsd_cli.cli.aggregate import aggregate
from htsd_cli.cli.blank import blank
from htsd_cli.cli.explain import explain
from htsd_cli.cli.roster import check
from htsd_cli.cli.validate import validate

_HELP_TEXTS = {
    "help": "Hiện trợ giúp này rồi thoát.",
    "install_completion": "Cài gợi ý lệnh (phím Tab) cho cửa sổ lệnh đang dùng.",
    "show_completion": "Hiện đoạn mã gợi ý lệnh, để chép hoặc tùy chỉnh.",
}
_HEADINGS = {
    "Usage:": "Cách dùng:",
    "\nOptions:": "\nTùy chọn:",
    "\nArguments:": "\nTham số:",
    "\nCommands:": "\nLệnh:",
    "[OPTIONS]": "[TÙY CHỌN]",
    "COMMAND [ARGS]...": "LỆNH [THAM SỐ]...",
    "[default: ": "[mặc định: ",
    "[required]": "[bắt buộc]",
}


class _Vietnamese:
    """Turns the help that typer writes itself into Vietnamese."""

    def get_params(self, ctx: Any) -> Any:
        params = super().get_params(ctx)  # type: ignore[misc]
        for param in params:
            if param.name in _HELP_TEXTS:
                param.help = _HELP_TEXTS[param.name]
        return params

    def get_help(self, ctx: Any) -> str:
        return _translated(super().get_help(ctx))  # type: ignore[misc]

    def get_usage(self, ctx: Any) -> str:
        return _translated(super().get_usage(ctx))  # type: ignore[misc]


def _translated(text: str) -> str:
    for english, vietnamese in _HEADINGS.items():
        text = text.replace(english, vietnamese)
    return text


class VietnameseGroup(_Vietnamese, TyperGroup):
    """The program."""


class VietnameseCommand(_Vietnamese, TyperCommand):
    """A command."""


app = typer.Typer(
    name="htsd",
    cls=VietnameseGroup,
    help="Kiểm tra và tổng hợp báo cáo Tuần lễ hưởng ứng học tập suốt đời (HTSĐ) của các đơn vị.",
    epilog="Lần đầu dùng: htsd blank → gửi mẫu cho đơn vị; htsd validate THƯ_MỤC; htsd aggregate THƯ_MỤC -o ket-qua.",
    rich_markup_mode=None,
    no_args_is_help=True,
    context_settings={"help_option_names": ["--help", "-h"]},
    pretty_exceptions_enable=False,
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"htsd {__version__}")
        raise typer.Exit


@app.callback()
def _program(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Hiện phiên bản rồi thoát.")
    ] = False,
) -> None:
    pass


for _function, _name in (
    (validate, "validate"),
    (aggregate, "aggregate"),
    (blank, "blank"),
    (explain, "explain"),
):
    app.command(_name, cls=VietnameseCommand)(_function)

_roster = typer.Typer(
    name="roster",
    cls=VietnameseGroup,
    help="Danh sách đơn vị phải báo cáo.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
_roster.command("check", cls=VietnameseCommand)(check)
app.add_typer(_roster)


def main() -> NoReturn:
    """Run the program and exit: 0 nothing to mend, 1 done with errors found, 2 the work could not be done."""
    code = _run()
    gc.freeze()  # nothing is collected on the way out: the system takes all the memory back at once
    sys.exit(code)


def _run() -> int:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a console that knows no Vietnamese must not stop the work
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = app(standalone_mode=False)
    except (KeyboardInterrupt, typer.Abort):
        print("Đã dừng theo yêu cầu.", file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 2
    except Exception as error:
        from htsd_cli.cli.trouble import say

        print(say(error), file=sys.stderr)
        return 2
    return code if isinstance(code, int) else 0
