"""The help of the program and its commands, written here in Vietnamese: nothing the library words itself is left."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

_HELP_TEXTS = {
    "help": "Hiện trợ giúp này rồi thoát.",
    "install_completion": "Cài gợi ý lệnh (phím Tab) cho cửa sổ lệnh đang dùng.",
    "show_completion": "Hiện đoạn mã gợi ý lệnh, để chép hoặc tùy chỉnh.",
}
_OPTIONS, _COMMAND = "[TÙY CHỌN]", "LỆNH [THAM SỐ]..."
# What each command is called in Vietnamese; both names do the same.
ALIASES = {
    "init": "khoi-tao",
    "validate": "kiem-tra",
    "aggregate": "tong-hop",
    "status": "tien-do",
    "return": "tra-lai",
    "trace": "truy-nguon",
    "blank": "mau-trong",
    "show": "xem",
    "explain": "giai-thich",
    "roster": "danh-sach",
    "check": "kiem-tra",
}
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
