"""The `htsd` program: its commands, its help in Vietnamese, and what it says of a mistyped command."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from htsd_cli import __version__
from htsd_cli.cli.aggregate import aggregate
from htsd_cli.cli.blank import blank
from htsd_cli.cli.explain import explain
from htsd_cli.cli.help import VietnameseCommand, VietnameseGroup, usual
from htsd_cli.cli.init import init
from htsd_cli.cli.return_ import return_
from htsd_cli.cli.roster import check
from htsd_cli.cli.show import show
from htsd_cli.cli.status import status
from htsd_cli.cli.terminal import echo
from htsd_cli.cli.trace import trace
from htsd_cli.cli.validate import validate

_INTERRUPTED = 130  # what the command line library makes of Ctrl-C


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
        code = app(args=usual(sys.argv[1:]), prog_name="htsd", standalone_mode=False)
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
