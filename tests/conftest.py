"""Files as LibreOffice saves them in other formats; the sample reports once for all tests of a run."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.programs import requires_program

SAMPLES = Path(__file__).parents[1] / "sample_reports"
FROM_WORD, FROM_EXCEL = ("doc", "odt", "rtf"), ("xls", "ods", "fods")

Convert = Callable[[Sequence[Path], str], list[Path]]
SavedAs = Callable[[str], dict[str, Path]]


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Return a function that saves files in another format, all in one run."""
    profile = tmp_path_factory.mktemp("profile")

    def save(sources: Sequence[Path], target: str) -> list[Path]:
        requires_program("soffice")
        folder = tmp_path_factory.mktemp(target)
        command = ["soffice", "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
        command += ["--convert-to", target, "--outdir", str(folder), *map(str, sources)]
        subprocess.run(command, capture_output=True, timeout=240, check=False)
        made = [folder / f"{source.stem}.{target}" for source in sources]
        assert [path.name for path in made if not path.is_file()] == [], "soffice did not make these"
        return made

    return save


@pytest.fixture(scope="session")
def saved_as(convert: Convert) -> SavedAs:
    """Return a function from a format to the samples saved in it: name of the sample -> file."""
    made: dict[str, dict[str, Path]] = {}

    def save(target: str) -> dict[str, Path]:
        if target not in made:
            endings = (
                [".docx"]
                if target in FROM_WORD
                else [".xlsx"]
                if target in FROM_EXCEL
                else [".docx", ".xlsx"]
            )
            sources = sorted(path for path in SAMPLES.iterdir() if path.suffix in endings)
            files = convert(sources, target)
            made[target] = {source.name: path for source, path in zip(sources, files, strict=True)}
        return made[target]

    return save
