"""Files read by a cluster's machines (Dask): they get bytes and the form, share no disk, and give the same submissions.

Whatever the cluster does not read is read here: a scheduler that is gone, a share of files no worker survived, old
files where no machine has LibreOffice. So no report is lost, and each is asked for by its place, so none is doubled.
"""

from __future__ import annotations

import logging
import os
import pickle
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from htsd_cli.form import Form
from htsd_cli.readers.converted.libreoffice import find_soffice
from htsd_cli.readers.sniff import old_documents
from htsd_cli.readers.temporary import temporary_folder
from htsd_cli.reading.hands import File, Here, Understood
from htsd_cli.reading.processes import processors, shares
from htsd_cli.store.basis import readers_version
from htsd_cli.store.kept import DamagedError, from_bytes, to_bytes

if TYPE_CHECKING:
    from distributed import Client, Future

LOCAL = "local"  # in place of an address: a cluster of this machine's own processes
_PATIENCE = 10.0  # seconds for a scheduler to answer
_WITHOUT_WORKERS = 20.0  # seconds until what no worker is there for is read here
_MOST_BYTES = 4 << 20  # sent at a time, unless one file is larger
_AHEAD = 3  # shares for each worker that are sent before it asks
_RETRIES = 3

Parts = tuple[tuple[int, str, bytes], ...]  # place, name and bytes of each file


class ClusterError(ValueError):
    """The cluster cannot be used at all; `str()` is the sentence to say."""


class _Machine(NamedTuple):
    """What a worker says of itself."""

    version: str
    libreoffice: bool


class Cluster:
    """The workers of a Dask scheduler at an address, or of this machine ("local").

    `tell` is told, in a sentence each, what was read here in their place.
    """

    def __init__(self, address: str, tell: Callable[[str], None] = lambda _text: None) -> None:
        self._address = address
        self._tell = tell

    def read(self, files: Sequence[File], form: Form) -> Iterator[Understood]:
        """Yield what was understood of each file. Raises `ClusterError` when the cluster cannot begin."""
        with _client(self._address) as client:
            machines = _machines(client, self._address)
            able = [address for address, machine in machines.items() if machine.libreoffice]
            old = set(old_documents([file.path for file in files]))
            here = [place for place, file in enumerate(files) if file.path in old and not able]
            if here:
                self._tell(
                    f"Không máy nào trong cụm có LibreOffice: {len(here)} tệp loại cũ (.doc, .rtf, .odt …) được đọc ở"
                    " máy này."
                )
            there = [place for place in range(len(files)) if place not in set(here)]
            left = set(there)
            for understood in self._read_there(client, files, there, form, old, able, len(machines)):
                if understood.place in left:
                    left.discard(understood.place)
                    yield understood
        if left:
            self._tell(f"Cụm máy không đọc được {len(left)} tệp; các tệp ấy được đọc ở máy này.")
        rest = sorted({*here, *left})
        for understood in Here().read([files[place] for place in rest], form):
            yield understood._replace(place=rest[understood.place])

    def _read_there(
        self,
        client: Client,
        files: Sequence[File],
        places: Sequence[int],
        form: Form,
        old: set[Path],
        able: list[str],
        workers: int,
    ) -> Iterator[Understood]:
        """Yield what the workers understood; what they cannot read is left out."""
        packed = pickle.dumps(form)
        waiting = _sent(files, places, old)
        running: set[Future] = set()
        seen = time.monotonic()  # when there was a worker
        more = True
        while more or running:
            while more and len(running) < _AHEAD * workers:
                share = next(waiting, None)
                if share is None:
                    more = False
                    break
                parts, is_old = share
                only = {"workers": able, "allow_other_workers": False} if is_old else {}
                running.add(client.submit(read_there, packed, parts, pure=False, retries=_RETRIES, **only))
            if not running:
                return
            done = _finished(running)
            for future in done:
                running.discard(future)
                for place, kept in _result(future):
                    with suppress(DamagedError):
                        yield Understood(place, from_bytes(kept, files[place].name), kept)
            count = 0 if done else _count_workers(client)
            if done or count:
                seen, workers = time.monotonic(), max(workers, count)
            elif client.status in ("closed", "closing") or time.monotonic() - seen > _WITHOUT_WORKERS:
                return


def read_there(form: bytes, parts: Parts) -> list[tuple[int, bytes]]:
    """Be a worker: return what was understood of files that came as bytes."""
    with temporary_folder() as folder:
        files = []
        for place, name, content in parts:
            # Only the ending of a received name is used: it goes nowhere near a path.
            ending = "".join(char for char in Path(name).suffix if char.isascii() and char.isalnum())[:8]
            path = folder / (f"{place}.{ending}" if ending else f"{place}")
            path.write_bytes(content)
            files.append(File(path, name))
        return [
            (parts[understood.place][0], to_bytes(understood.submission))
            for understood in Here().read(files, _form(form))
        ]


def about() -> tuple[str, bool]:
    """Be a worker: return by what its reading parts are known, and whether LibreOffice is there."""
    return readers_version(), find_soffice() is not None


@lru_cache(maxsize=2)
def _form(packed: bytes) -> Form:
    form = pickle.loads(packed)  # from whoever already runs code here
    assert isinstance(form, Form)
    return form


@contextmanager
def _client(address: str) -> Iterator[Client]:
    """Give a connection to the cluster. Raises `ClusterError` when there is none."""
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise ClusterError(
            'Tùy chọn --cluster cần phần mở rộng chưa có trên máy này. Hãy cài: pip install "htsd-cli[cluster]".'
        ) from error
    for name in ("distributed", "tornado", "asyncio"):
        logging.getLogger(name).setLevel(
            logging.CRITICAL
        )  # what it says of its connections is said in our words
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if address == LOCAL:
            count = processors()
            with (
                LocalCluster(
                    n_workers=count,
                    threads_per_worker=1,
                    dashboard_address=None,
                    silence_logs=logging.CRITICAL,
                ) as cluster,
                Client(cluster) as client,
            ):
                yield client
            return
        try:
            client = Client(address, timeout=_PATIENCE, name="htsd")
        except (OSError, ValueError, TypeError) as error:
            raise ClusterError(
                f"Không kết nối được với cụm máy “{address}”. Hãy kiểm tra địa chỉ (tcp://máy:8786), và xem lệnh dask"
                " scheduler ở máy ấy có đang chạy không."
            ) from error
        try:
            yield client
        finally:
            with suppress(Exception):
                client.close(timeout=2)


def _machines(client: Client, address: str) -> dict[str, _Machine]:
    """Return what each worker says of itself. Raises `ClusterError` where one cannot read as this program does."""
    until = time.monotonic() + _PATIENCE
    while not (workers := client.scheduler_info(n_workers=-1)["workers"]):
        if time.monotonic() > until:
            raise ClusterError(
                f"Cụm máy “{address}” chưa có máy nào nhận việc. Hãy chạy ở mỗi máy: dask worker {address}."
            )
        time.sleep(0.2)
    try:
        said = client.run(about)
    except Exception as error:
        raise ClusterError(
            f"Có máy trong cụm “{address}” chưa cài htsd. Hãy cài cùng một bản htsd ở mọi máy rồi chạy lại dask worker."
        ) from error
    machines = {worker: _Machine(*answer) for worker, answer in said.items()}
    others = sorted(
        {
            str(workers[worker].get("host", worker)) if worker in workers else worker
            for worker, machine in machines.items()
            if machine.version != readers_version()
        }
    )
    if others:
        raise ClusterError(
            f"Bản htsd ở {', '.join(others)} khác bản ở máy này nên số liệu có thể đọc khác nhau. Hãy cài cùng một bản"
            " ở mọi máy rồi chạy lại dask worker."
        )
    return machines


def _sent(files: Sequence[File], places: Sequence[int], old: set[Path]) -> Iterator[tuple[Parts, bool]]:
    """Yield the files in shares of about the same time, those for LibreOffice apart; one that is gone is left out."""
    for is_old in (False, True):
        chosen = [place for place in places if (files[place].path in old) is is_old]
        for share in shares(chosen, files):
            parts: list[tuple[int, str, bytes]] = []
            size = 0
            for place in share:
                try:
                    content = files[place].path.read_bytes()
                except OSError:
                    continue
                if parts and size + len(content) > _MOST_BYTES:
                    yield tuple(parts), is_old
                    parts, size = [], 0
                parts.append((place, os.fspath(files[place].name), content))
                size += len(content)
            if parts:
                yield tuple(parts), is_old


def _finished(running: set[Future]) -> set[Future]:
    from distributed import wait

    try:
        finished: set[Future] = wait(running, timeout=1.0, return_when="FIRST_COMPLETED").done
    except TimeoutError:
        return set()
    except Exception:  # the scheduler is gone, and with it all that runs
        return set(running)
    return finished


def _result(future: Future) -> list[tuple[int, bytes]]:
    """Return what came of a share, nothing where no worker could do it."""
    try:
        result: list[tuple[int, bytes]] = future.result(timeout=_PATIENCE)
    except Exception:  # whatever a cluster raises: the share is read here
        return []
    return result


def _count_workers(client: Client) -> int:
    try:
        return len(client.scheduler_info(n_workers=-1)["workers"])
    except Exception:
        return 0
