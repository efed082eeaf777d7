"""The `htsd` program: its commands, its help in Vietnamese, and what it says of a mistyped command."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from htsd_cli import __version__
from htsd_cli.cli.options import ALIASES
from htsd_cli.cli.terminal import echo

_INTERRUPTED = 130  # what the command line library makes of Ctrl-C


_HELP_TEXTS = {
    "help": "Hiện trợ giúp này rồi thoát.",
    "install_completion": "Cài gợi ý lệnh (phím Tab) cho cửa sổ lệnh đang dùng.",
    "show_completion": "Hiện đoạn mã gợi ý lệnh, để chép hoặc tùy chỉnh.",
}
_OPTIONS, _COMMAND = "[TÙY CHỌN]", "LỆNH [THAM SỐ]..."
_HELP_WORDS = frozenset(("help", "-help", "-?", "/?", "tro-giup"))
_VERSION_WORDS = frozenset(("version", "-version", "-V", "phien-ban"))


def usual(arguments: list[str]) -> list[str]:
    """Return the arguments of a command line with other words for `--help` and `--version` as these are written.

    `htsd help aggregate` is `htsd aggregate --help`, `htsd -help` is `htsd --help`.
    """
    if arguments and arguments[0].lower() in _HELP_WORDS:
        return [*arguments[1:], "--help"]
    if arguments and (arguments[0] in _VERSION_WORDS or arguments[0].lower() in ("version", "-version")):
        return ["--version", *arguments[1:]]
    return ["--help" if word in ("-help", "-?", "/?") else word for word in arguments]


class _Vietnamese:
    """Writes usage and help from what the parameters say of themselves."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        pieces = [_OPTIONS]
        for param in self.get_params(ctx):  # type: ignore[attr-defined]
            if param.param_type_name == "argument":
                name = _called(param)
                pieces.append(name if param.required or name.startswith("[") else f"[{name}]")
        if isinstance(self, TyperGroup):
            pieces.append(_COMMAND)
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Cách dùng: ")

    def format_options(self, ctx: Any, formatter: Any) -> None:
        arguments, options = [], []
        for param in self.get_params(ctx):  # type: ignore[attr-defined]
            if getattr(param, "hidden", False):
                continue
            said = _HELP_TEXTS.get(param.name) or getattr(param, "help", None) or ""
            if param.param_type_name == "argument":
                arguments.append((_called(param), said))
            else:
                options.append((_option(param), said))
        for heading, rows in (("Tham số", arguments), ("Tùy chọn", options)):
            if rows:
                with formatter.section(heading):
                    formatter.write_dl(rows)
        if isinstance(self, TyperGroup):
            self.format_commands(ctx, formatter)


class VietnameseCommand(_Vietnamese, TyperCommand):
    """A command."""


class VietnameseGroup(_Vietnamese, TyperGroup):
    """The program, or a group of commands: each has a name in English and one in Vietnamese."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """Return the command of a name in either language, None when there is none."""
        names = [name for name in self.commands if cmd_name in (name, ALIASES.get(name))]
        return self.commands[names[0]] if names else None

    def both_names(self) -> list[str]:
        """Return every name a command answers to."""
        english = list(self.commands)
        return [*english, *(ALIASES[name] for name in english if name in ALIASES)]

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Write the list of commands, each by both names, its sentence whole."""
        rows = []
        for name, command in self.commands.items():
            if not command.hidden:
                both = f"{name}, {ALIASES[name]}" if name in ALIASES else name
                rows.append((both, (command.help or "").partition("\n")[0]))
        with formatter.section("Lệnh"):
            formatter.write_dl(rows)


def _called(param: Any) -> str:
    return str(param.metavar or param.name)


def _option(param: Any) -> str:
    """Return an option as it is typed: `-o, --output THƯ_MỤC`."""
    names = sorted((*param.opts, *param.secondary_opts), key=lambda name: (name.startswith("--"), len(name)))
    said = ", ".join(names)
    return f"{said} {param.metavar}" if param.metavar else said


# The names that may stand first on a command line, in the order of the help.
_COMMANDS = (
    "init",
    "validate",
    "aggregate",
    "status",
    "return",
    "results",
    "trace",
    "blank",
    "show",
    "explain",
)
_GROUPS = ("roster", "form")


def program(first: str = "") -> typer.Typer:
    """Return the program; when its `first` word is a command, with this command alone: making all takes time."""
    alone = {name for name in (*_COMMANDS, *_GROUPS) if first in (name, ALIASES[name])}
    app = typer.Typer(
        name="htsd",
        cls=VietnameseGroup,
        help="Kiểm tra báo cáo của các đơn vị và lập báo cáo tổng hợp, theo mẫu của cơ quan.",
        epilog="Lần đầu dùng: htsd init THƯ_MỤC → gửi mẫu cho đơn vị; lưu báo cáo nhận được; htsd aggregate.",
        rich_markup_mode=None,
        no_args_is_help=True,
        context_settings={"help_option_names": ["--help", "-h"]},
        pretty_exceptions_enable=False,
        add_completion=not alone,  # its options stand before any command
    )
    app.callback()(_program)
    for name in _COMMANDS:
        if not alone or name in alone:
            app.command(name, cls=VietnameseCommand)(_command(name))
    if not alone or "roster" in alone:
        app.add_typer(_roster())
    if not alone or "form" in alone:
        app.add_typer(_form())
    return app


def _version(value: bool) -> None:
    if value:
        echo(f"htsd {__version__}")
        raise typer.Exit


def _program(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Hiện phiên bản rồi thoát.")
    ] = False,
) -> None:
    pass


def _command(name: str) -> Callable[..., None]:
    """Return the function of one of `_COMMANDS`, importing its module alone."""
    match name:
        case "init":
            from htsd_cli.cli.commands.init import init

            return init
        case "validate":
            from htsd_cli.cli.commands.validate import validate

            return validate
        case "aggregate":
            from htsd_cli.cli.commands.aggregate import aggregate

            return aggregate
        case "status":
            from htsd_cli.cli.commands.status import status

            return status
        case "return":
            from htsd_cli.cli.commands.return_ import return_

            return return_
        case "results":
            from htsd_cli.cli.commands.results import results

            return results
        case "trace":
            from htsd_cli.cli.commands.trace import trace

            return trace
        case "blank":
            from htsd_cli.cli.commands.blank import blank

            return blank
        case "show":
            from htsd_cli.cli.commands.show import show

            return show
        case _:
            from htsd_cli.cli.commands.explain import explain

            return explain


def _group(name: str, about: str) -> typer.Typer:
    return typer.Typer(
        name=name, cls=VietnameseGroup, help=about, no_args_is_help=True, rich_markup_mode=None
    )


def _roster() -> typer.Typer:
    from htsd_cli.cli.commands.roster import check

    group = _group("roster", "Danh sách đơn vị phải báo cáo.")
    group.command("check", cls=VietnameseCommand)(check)
    return group


def _form() -> typer.Typer:
    from htsd_cli.cli.form.diff import diff
    from htsd_cli.cli.form.new import new
    from htsd_cli.cli.form.show import show_form

    group = _group("form", "Mẫu báo cáo: học từ tệp của cấp trên, xem lại, so với mẫu năm trước.")
    group.command("new", cls=VietnameseCommand)(new)
    group.command("show", cls=VietnameseCommand)(show_form)
    group.command("diff", cls=VietnameseCommand)(diff)
    return group


def _of_an_interrupt(error: BaseException | None) -> bool:
    """Tell whether an error was made of Ctrl-C, as Python 3.11 does while a class is made."""
    return isinstance(error, KeyboardInterrupt) or (
        isinstance(error, RuntimeError) and _of_an_interrupt(error.__cause__)
    )


def run() -> int:
    """Run the command given on the command line and return its exit status. Raises `KeyboardInterrupt` for Ctrl-C.

    Without a command in a campaign's folder it is the menu, in a folder of campaigns the list of these, to choose from
    where somebody sits at the terminal; what was dragged onto the program is added up or checked.
    """
    arguments = usual(sys.argv[1:])
    if not arguments and in_campaign():
        from htsd_cli.cli.menu import menu

        return menu(_run)
    if not arguments and _double_clicked():
        from htsd_cli.cli.menu import at_the_door

        return _kept_open(at_the_door(_run, Path(sys.executable).parent.parent))
    if not arguments:
        from htsd_cli.cli.rounds import rounds_in, show_rounds

        found = rounds_in(Path())
        if found and sys.stdin and sys.stdin.isatty() and sys.stdout.isatty():
            from htsd_cli.cli.menu import at_the_door

            return at_the_door(_run, Path())
        if found:
            from datetime import datetime

            from htsd_cli.values.time import VIETNAM

            show_rounds(Path(), found, datetime.now(VIETNAM).date())
            return 0
    dragged = dragged_onto(arguments, _names())
    if dragged is None:
        return _run(arguments)
    return _kept_open(_run(dragged))


def _double_clicked() -> bool:
    """Return whether the program without Python was started in its own folder, as a double click does."""
    frozen = getattr(sys, "frozen", False) and Path.cwd() == Path(sys.executable).parent
    return bool(frozen and sys.stdin and sys.stdin.isatty())


def _kept_open(code: int) -> int:
    """Wait for Enter where the window would close with the program, and return the status."""
    if getattr(sys, "frozen", False) and sys.stdin and sys.stdin.isatty():
        with suppress(EOFError):
            input("Bấm Enter để đóng cửa sổ này. ")
    return code


def in_campaign() -> bool:
    """Return whether the current folder is a campaign's, or lies in one."""
    return any((folder / "htsd.toml").is_file() for folder in (Path.cwd(), *Path.cwd().parents))


def _names() -> frozenset[str]:
    """Return every name that may stand first on a command line."""
    return frozenset(name for english in (*_COMMANDS, *_GROUPS) for name in (english, ALIASES[english]))


def dragged_onto(arguments: Sequence[str], names: Collection[str]) -> list[str] | None:
    """Return the command line meant by files or a folder alone, as when they are dragged onto the program.

    A folder is added up and its tracking page opened, files are checked; None when the arguments are a command line.
    Results of a folder that is of no campaign go beside it, since nobody knows where a dragged thing is dropped.
    """
    if (
        not arguments
        or arguments[0] in names
        or any(not item or not Path(item).exists() for item in arguments)
    ):
        return None
    if len(arguments) == 1 and Path(arguments[0]).is_dir():
        from htsd_cli.form import find_campaign

        folder = Path(arguments[0]).resolve()
        beside = [] if find_campaign(folder) else ["-o", str(folder.with_name(f"{folder.name} - ket-qua"))]
        return ["aggregate", str(folder), "--open", *beside]
    return ["validate", *arguments]


def _run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit status."""
    try:
        app = program(arguments[0] if arguments else "")
        code = app(args=list(arguments), prog_name="htsd", standalone_mode=False)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except BrokenPipeError:
        sys.stderr.close()
        return 2
    except Exception as error:
        if _of_an_interrupt(error):
            raise KeyboardInterrupt from error
        from htsd_cli.cli.trouble import say

        echo(say(error), stderr=True)
        return 2
    if code == _INTERRUPTED:
        raise KeyboardInterrupt
    return code if isinstance(code, int) else 0
