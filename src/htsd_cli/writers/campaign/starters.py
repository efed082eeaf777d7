"""What a person double-clicks in a campaign's folder: a starter for each job, for Windows, macOS and Linux."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import NamedTuple

OTHERS_FOLDER = "mac-linux"  # where the starters for macOS (.command) and Linux (.sh) lie, out of the way


class Job(NamedTuple):
    """One starter: its name, what it says it does (plain letters, for any code page), and the command's arguments."""

    name: str
    says: str
    arguments: str


JOBS = (
    Job("1-Kiem-tra", "Kiem tra bao cao da nhan", "validate --errors"),
    Job("2-Nhac-don-vi", "Viet loi nhac cho don vi chua gui hoac phai sua", "status --remind --open"),
    Job("3-Tong-hop", "Tong hop bao cao va mo trang theo doi", "aggregate --summary --open"),
    Job("4-Tra-lai", "Tra lai bao cao phai sua", "return --open"),
    Job("5-Mo-ket-qua", "Mo thu muc ket qua", "results"),
)

# The program is looked for where it may be: as a folder without Python in or beside the campaign's, where
# `uv tool install` and pipx put it, in PATH, and as a module of Python. It is started without `call`, which would read
# a "%" or "^" of a path once more. A folder of a network gets a letter by `pushd`, given back by `popd`; where that
# fails, the folder may be the current one already, as it is after a double click. What is dragged onto a starter is
# handed on alone: the program adds a folder up beside itself and checks files, and leaves the campaign as it is.
_BAT = """\
@echo off
rem {says}: htsd {arguments}
setlocal EnableExtensions DisableDelayedExpansion
chcp 65001 >nul 2>nul
set "PYTHONUTF8=1"
title {says}
pushd "%~dp0" 2>nul
if errorlevel 1 if not exist htsd.toml goto nofolder
set "HTSD="
if exist "htsd\\htsd.exe" set "HTSD=htsd\\htsd.exe"
if not defined HTSD if exist "..\\htsd\\htsd.exe" set "HTSD=..\\htsd\\htsd.exe"
if not defined HTSD if exist "%USERPROFILE%\\.local\\bin\\htsd.exe" set "HTSD=%USERPROFILE%\\.local\\bin\\htsd.exe"
for %%P in (htsd.exe) do if not defined HTSD set "HTSD=%%~$PATH:P"
if defined HTSD goto program
for %%P in (py.exe python.exe) do if not "%%~$PATH:P"=="" call :python "%%~$PATH:P"
if defined HTSD goto module
echo Khong tim thay chuong trinh htsd tren may nay.
echo Hay cai dat theo HUONG-DAN, hoac chep thu muc htsd vao canh thu muc nay, roi mo lai tep nay.
set "HTSD_STATUS=2"
goto end
:program
if not "%~1"=="" goto dragged
"%HTSD%" {arguments}
set "HTSD_STATUS=%ERRORLEVEL%"
goto end
:dragged
"%HTSD%" %*
set "HTSD_STATUS=%ERRORLEVEL%"
goto end
:module
if not "%~1"=="" goto draggedmodule
"%HTSD%" -m htsd_cli {arguments}
set "HTSD_STATUS=%ERRORLEVEL%"
goto end
:draggedmodule
"%HTSD%" -m htsd_cli %*
set "HTSD_STATUS=%ERRORLEVEL%"
goto end
:nofolder
echo Khong mo duoc thu muc cua tep nay. Hay chep thu muc cua dot bao cao ve o dia cua may roi mo lai.
set "HTSD_STATUS=2"
:end
popd
echo.
echo Bam mot phim bat ky de dong cua so nay.
pause >nul
exit /b %HTSD_STATUS%
:python
if defined HTSD exit /b 0
"%~1" -c "import htsd_cli" >nul 2>nul
if "%ERRORLEVEL%"=="0" set "HTSD=%~1"
exit /b 0
"""

_SHELL = """\
#!/bin/sh
# {says}: htsd {arguments}
cd "$(dirname "$0")/.." || exit 2
[ $# -gt 0 ] || set -- {arguments}
PATH="$PATH:$HOME/.local/bin:/usr/local/bin:/opt/homebrew/bin"
if [ -x ./htsd/htsd ]; then
  ./htsd/htsd "$@"
elif [ -x ../htsd/htsd ]; then
  ../htsd/htsd "$@"
elif command -v htsd >/dev/null 2>&1; then
  htsd "$@"
elif command -v python3 >/dev/null 2>&1; then
  python3 -m htsd_cli "$@"
else
  echo "Không tìm thấy chương trình htsd trên máy này. Hãy cài đặt theo HUONG-DAN rồi mở lại tệp này."
  false
fi
status=$?
printf '\\nBấm Enter để đóng cửa sổ này. '
read -r _ || true
exit "$status"
"""


def starters() -> dict[str, bytes]:
    """Return the starters of a campaign by their names below its folder.

    Those for Windows are plain ASCII with Windows' line ends, so that no code page changes a letter of them; all
    change into their own campaign's folder first, however it is called.
    """
    made: dict[str, bytes] = {}
    for job in JOBS:
        batch = _BAT.format(says=job.says, arguments=job.arguments)
        made[f"{job.name}.bat"] = batch.replace("\n", "\r\n").encode("ascii")
        shell = _SHELL.format(says=job.says, arguments=job.arguments).encode()
        for ending in ("command", "sh"):
            made[f"{OTHERS_FOLDER}/{job.name}.{ending}"] = shell
    return made


def is_program(name: str) -> bool:
    """Return whether a starter must be marked as a program to be started by a double click."""
    return PurePosixPath(name).suffix in (".command", ".sh")
