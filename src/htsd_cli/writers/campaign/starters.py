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

# The program is looked for where it may be: as a folder without Python beside or above the campaign, in PATH, where
# `uv tool install` and pipx put it, and as a module of Python. `call` lets a .cmd of that name come back here.
_BAT = """\
@echo off
rem {says}: htsd {arguments}
setlocal
chcp 65001 >nul 2>nul
set "PYTHONUTF8=1"
title {says}
pushd "%~dp0"
set "HTSD="
if exist "%USERPROFILE%\\.local\\bin\\htsd.exe" set HTSD="%USERPROFILE%\\.local\\bin\\htsd.exe"
if exist "%~dp0..\\htsd\\htsd.exe" set HTSD="%~dp0..\\htsd\\htsd.exe"
if exist "%~dp0htsd\\htsd.exe" set HTSD="%~dp0htsd\\htsd.exe"
if defined HTSD goto run
for %%P in (htsd.exe htsd.cmd htsd.bat) do if not defined HTSD if not "%%~$PATH:P"=="" set HTSD="%%~$PATH:P"
if defined HTSD goto run
call :python py.exe
call :python python.exe
if defined HTSD goto run
echo Khong tim thay chuong trinh htsd tren may nay.
echo Hay cai dat theo HUONG-DAN, hoac chep thu muc htsd vao canh thu muc nay, roi mo lai tep nay.
echo.
pause
exit /b 2
:run
call %HTSD% {arguments}
set "HTSD_STATUS=%ERRORLEVEL%"
echo.
pause
exit /b %HTSD_STATUS%
:python
if defined HTSD exit /b 0
if "%~$PATH:1"=="" exit /b 0
"%~$PATH:1" -c "import htsd_cli" >nul 2>nul
if not errorlevel 1 set HTSD="%~$PATH:1" -m htsd_cli
exit /b 0
"""

_SHELL = """\
#!/bin/sh
# {says}: htsd {arguments}
cd "$(dirname "$0")/.." || exit 2
PATH="$PATH:$HOME/.local/bin:/usr/local/bin:/opt/homebrew/bin"
if [ -x ./htsd/htsd ]; then
  ./htsd/htsd {arguments}
elif [ -x ../htsd/htsd ]; then
  ../htsd/htsd {arguments}
elif command -v htsd >/dev/null 2>&1; then
  htsd {arguments}
elif command -v python3 >/dev/null 2>&1; then
  python3 -m htsd_cli {arguments}
else
  echo "Không tìm thấy chương trình htsd trên máy này. Hãy cài đặt theo HUONG-DAN rồi mở lại tệp này."
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
