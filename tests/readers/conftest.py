"""The sample reports as LibreOffice saves them in other formats, made once for all tests of a run."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.programs import requires_program

SAMPLES = Path(__file__).parents[2] / "sample_reports"
FROM_WORD, FROM_EXCEL = ("doc", "odt", "rtf"), ("xls", "ods", "fods")

SavedAs = Callable[[str], dict[str, Path]]


@pytest.fixture(scope="session")
def saved_as(tmp_path_factory: pytest.TempPathFactory) -> SavedAs:
    """Return a function from a format to the samples saved in it: name of the sample -> file."""
    made: dict[str, dict[str, Path]] = {}
    profile = tmp_path_factory.mktemp("profile")

    def save(target: str) -> dict[str, Path]:
        requires_program("soffice")
        if target not in made:
            folder = tmp_path_factory.mktemp(target)
            endings = (
                [".docx"]
                if target in FROM_WORD
                else [".xlsx"]
                if target in FROM_EXCEL
                else [".docx", ".xlsx"]
            )
            sources = sorted(path for path in SAMPLES.iterdir() if path.suffix in endings)
            command = ["soffice", "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
            command += ["--convert-to", target, "--outdir", str(folder), *map(str, sources)]
            subprocess.run(command, capture_output=True, timeout=240, check=False)
            files = {source.name: folder / f"{source.stem}.{target}" for source in sources}
            missing = [name for name, path in files.items() if not path.is_file()]
            assert missing == [], f"soffice made no .{target} of these"
            made[target] = files
        return made[target]

    return save
