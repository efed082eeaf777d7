"""Reads files one by one in forked children under limits: `python -m tests.hostile.reader LIST`.

LIST names one file a line. For each, one line of JSON on stdout tells what the child read, the processor
time it took and how much memory it used; `error` is a traceback, or how the child died. Needs `os.fork`.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import sys
import traceback
from pathlib import Path

from htsd_cli.pipeline import read_submission
from htsd_cli.store.kept import to_bytes
from tests.corpus.filling import FORM

SECONDS = 20  # of processor time, after which a child is killed; it may wait for others much longer
_SAMPLES = Path(__file__).parents[2] / "sample_reports"
_WARMING = next(_SAMPLES.glob("*.docx")), next(_SAMPLES.glob("*.xlsx"))
_ADDRESSES = 8 << 30  # bytes of address space: far more than allowed, far less than would hurt the machine


def main(listing: Path) -> None:
    """Read every file of the list and print what became of it."""
    for warming in _WARMING:  # the children import nothing
        read_submission(warming, FORM)
    gc.freeze()
    os.environ["HTSD_DEBUG"] = "1"  # what the program would catch as a last resort is a traceback here
    for line in listing.read_text(encoding="utf-8").splitlines():
        print(json.dumps(_read_apart(Path(line)), ensure_ascii=False), flush=True)


def _read_apart(path: Path) -> dict[str, object]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _child(path, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    _, status, usage = os.wait4(child, 0)
    told: dict[str, object] = {"path": str(path), "seconds": usage.ru_utime + usage.ru_stime}
    told["megabytes"] = usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20)
    if status:
        signal_number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else None
        return told | {
            "error": f"died of signal {signal_number}" if signal_number else f"ended with {status}"
        }
    told.update(json.loads(answer))
    return told


def _child(path: Path, writing: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESSES, _ADDRESSES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(30 * SECONDS)
    try:
        submission = read_submission(path, FORM, path.name)
        answer: dict[str, object] = {
            "submission": to_bytes(submission).hex(),
            "error": None,
        }
    except BaseException:
        answer = {"error": traceback.format_exc()}
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(json.dumps(answer).encode())
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
