"""The `htsd` program: its commands, its help in Vietnamese, and what it says of a mistyped command."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from htsd_cli import __version__
from htsd_cli.cli.aggregate import aggregate
from htsd_cli.cli.blank import blank
from htsd_cli.cli.explain import explain
from htsd_cli.cli.init import init
from htsd_cli.cli.return_ import return_
from htsd_cli.cli.roster import check
from htsd_cli.cli.show import show
from htsd_cli.cli.status import status
from htsd_cli.cli.terminal import echo
from htsd_cli.cli.trace import trace
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

_INTERRUPTED = 130  # what the command line library makes of Ctrl-C


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
    epilog="Lần đầu dùng: htsd init THƯ_MỤC → gửi mẫu cho đơn vị; lưu báo cáo nhận được; htsd aggregate.",
    rich_markup_mode=None,
    no_args_is_help=True,
    context_settings={"help_option_names": ["--help", "-h"]},
    pretty_exceptions_enable=False,
)


def _version(value: bool) -> None:
    if value:
        echo(f"htsd {__version__}")
        raise typer.Exit


@app.callback()
def _program(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Hiện phiên bản rồi thoát.")
    ] = False,
) -> None:
    pass


for _function, _name in (
    (init, "init"),
    (validate, "validate"),
    (aggregate, "aggregate"),
    (status, "status"),
    (return_, "return"),
    (trace, "trace"),
    (blank, "blank"),
    (show, "show"),
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


def run() -> int:
    """Run the command given on the command line and return its exit status. Raises `KeyboardInterrupt` for Ctrl-C."""
    try:
        code = app(standalone_mode=False)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except BrokenPipeError:
        sys.stderr.close()
        return 2
    except Exception as error:
        from htsd_cli.cli.trouble import say

        echo(say(error), stderr=True)
        return 2
    if code == _INTERRUPTED:
        raise KeyboardInterrupt
    return code if isinstance(code, int) else 0
