"""What is raised where a file cannot be read: the code of the finding it becomes, with what the finding says of it."""

from __future__ import annotations


class UnreadableFile(Exception):  # noqa: N818 - it names the file's state; no mistake of the program's
    """A file that cannot be read; `code` is the finding of the catalogue it becomes.

    `detail` says what the file is or what is wrong with it, `cure` what to do, where the code leaves it open.
    """

    def __init__(self, code: str, detail: str = "", cure: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail
        self.cure = cure
