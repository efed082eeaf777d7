"""A cluster of real processes reads as this machine does, also when a worker is killed or cannot be used."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from htsd_cli.form import load_form
from htsd_cli.pipeline import read_all
from htsd_cli.reading import cluster
from htsd_cli.reading.cluster import Cluster, ClusterError
from tests.cli.running import runner

pytest.importorskip("distributed", reason="the extra [cluster] is not installed")

FORM = load_form()
SAMPLES = Path(__file__).parents[2] / "sample_reports"
DASK = [sys.executable, "-m", "dask"]


class Running:
    """A scheduler on the loopback interface, and its workers."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        told = folder / "scheduler.json"
        self._start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", told
        )
        wait_for(told.is_file)
        self.address: str = json.loads(told.read_text(encoding="utf-8"))["address"]

    def worker(self) -> subprocess.Popen[bytes]:
        """Start a worker, a process of its own."""
        options = ("--no-nanny", "--no-dashboard", "--nthreads", "1", "--local-directory", self._folder)
        return self._start("worker", self.address, *options)

    def _start(self, *arguments: object) -> subprocess.Popen[bytes]:
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "HTSD_STORE": "off"}
        process = subprocess.Popen(
            [*DASK, *map(str, arguments)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
        self._processes.append(process)
        return process

    def end(self) -> None:
        """Kill them all."""
        for process in self._processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_for(fulfilled: Callable[[], bool]) -> None:
    until = time.monotonic() + 90
    while not fulfilled():
        assert time.monotonic() < until, "the scheduler does not start"
        time.sleep(0.1)


@contextmanager
def running(folder: Path) -> Iterator[Running]:
    cluster = Running(folder)
    try:
        yield cluster
    finally:
        cluster.end()


def files_in(folder: Path, rounds: int) -> list[tuple[Path, str]]:
    files = []
    for number in range(rounds):
        for path in sorted(SAMPLES.iterdir()):
            if path.suffix in (".docx", ".xlsx", ".pdf"):
                copy = folder / f"{number}-{path.name}"
                shutil.copy(path, copy)
                files.append((copy, copy.name))
    return files


def test_a_worker_that_is_killed_loses_and_doubles_no_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    inbox = tmp_path / "nhan"
    inbox.mkdir()
    files = files_in(inbox, 2)
    here = list(read_all(files, FORM))
    with running(tmp_path) as there:
        first, _second = there.worker(), there.worker()
        seen: list[int] = []

        def kill_in_the_middle() -> None:
            seen.append(1)
            if len(seen) == 10:
                os.killpg(first.pid, signal.SIGKILL)

        assert list(read_all(files, FORM, Cluster(there.address), kill_in_the_middle)) == here
        assert first.poll() is not None or first.wait() != 0
        assert len(seen) == len(files)

        # What comes out is, byte for byte, what this machine alone writes.
        htsd = runner(monkeypatch, capsys)
        monkeypatch.chdir(tmp_path)
        assert htsd("aggregate", inbox, "-o", "xa", "--cluster", there.address).status == 1
        assert htsd("aggregate", inbox, "-o", "gan", "--jobs", "1").status == 1
        written = {path.name for path in Path("gan").iterdir()}
        assert "tong-hop.json" in written
        assert [
            name for name in written if Path("xa", name).read_bytes() != Path("gan", name).read_bytes()
        ] == []

        # Workers of another version are refused, and named.
        monkeypatch.setattr(cluster, "readers_version", lambda: "another")
        with pytest.raises(ClusterError, match=r"Bản htsd ở 127\.0\.0\.1 khác bản ở máy này"):
            list(read_all(files[:1], FORM, Cluster(there.address)))


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Return a scheduler for the tests that follow, in their order: without a worker, with one, with none left."""
    with running(tmp_path_factory.mktemp("cum")) as started:
        yield started


@pytest.fixture(scope="module")
def worker(there: Running) -> subprocess.Popen[bytes]:
    """Return its only worker."""
    return there.worker()


def test_an_unreachable_scheduler_and_one_without_workers_are_told_in_a_sentence(
    there: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", 1.0)
    htsd = runner(monkeypatch, capsys)
    monkeypatch.chdir(tmp_path)
    done = htsd("aggregate", SAMPLES, "-o", "ra", "--cluster", "tcp://127.0.0.1:9")
    assert done.status == 2
    assert "Không kết nối được với cụm máy “tcp://127.0.0.1:9”" in done.err.replace("\n", " ")
    assert not Path("ra", "tong-hop.json").exists()
    done = htsd("aggregate", SAMPLES, "-o", "ra", "--cluster", there.address)
    assert done.status == 2
    assert f"Cụm máy “{there.address}” chưa có máy nào nhận việc." in done.err.replace("\n", " ")


@pytest.mark.usefixtures("worker")
def test_without_libreoffice_there_old_files_are_read_here_and_it_is_said(
    there: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "cũ.rtf"
    old.write_bytes(rb"{\rtf1\ansi Kh\'f4ng}")
    plain = next(SAMPLES.glob("*.docx"))
    files = [(old, old.name), (plain, plain.name)]
    monkeypatch.setattr(cluster, "_machines", lambda *_: {"tcp://1": cluster._Machine("", False)})
    told: list[str] = []
    read = list(read_all(files, FORM, Cluster(there.address, told.append)))
    assert read == list(read_all(files, FORM))
    assert told == [
        "Không máy nào trong cụm có LibreOffice: 1 tệp loại cũ (.doc, .rtf, .odt …) được đọc ở máy này."
    ]


def test_what_no_worker_is_left_for_is_read_here(
    there: Running, worker: subprocess.Popen[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_WITHOUT_WORKERS", 1.0)
    inbox = tmp_path / "nhan"
    inbox.mkdir()
    files = files_in(inbox, 3)
    told: list[str] = []
    seen: list[int] = []

    def kill() -> None:
        seen.append(1)
        if len(seen) == 1:
            os.killpg(worker.pid, signal.SIGKILL)

    read = list(read_all(files, FORM, Cluster(there.address, told.append), kill))
    assert read == list(read_all(files, FORM))
    assert len(seen) == len(files)
    assert len(told) == 1
    assert told[0].startswith("Cụm máy không đọc được ")
