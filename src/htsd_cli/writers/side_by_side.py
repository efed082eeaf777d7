"""Outputs made side by side: one part by a copy of this process, the other here, where the system copies processes."""

from __future__ import annotations

import pickle
import signal
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection

from htsd_cli.reading.processes import forks, processors


def side_by_side(apart: Callable[[], None], here: Callable[[], None], *, worth: bool) -> None:
    """Do both works, which write files and share nothing else; at once where that is `worth` a process.

    Raises what the works raise. Work that a process did not end, whatever ended it, is done here.
    """
    if not (worth and forks() and processors() > 1):
        apart()
        here()
        return
    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(apart, sender), daemon=False)
    process.start()
    sender.close()
    try:
        here()
        ended, error = _answer(receiver)
    except BaseException:
        process.terminate()
        raise
    finally:
        process.join()
        receiver.close()
    if error is not None:
        raise error
    if not ended:
        apart()


def _work(work: Callable[[], None], sender: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C stops the command, which stops this
    error: BaseException | None = None
    try:
        work()
    except Exception as raised:
        error = raised
    try:
        answer = pickle.dumps((True, error))
        pickle.loads(answer)
    except Exception:  # an error that cannot be sent: the work is done, and raises, in the other process
        answer = pickle.dumps((False, None))
    sender.send_bytes(answer)


def _answer(receiver: Connection) -> tuple[bool, BaseException | None]:
    try:
        answer: tuple[bool, BaseException | None] = pickle.loads(receiver.recv_bytes())
    except (EOFError, OSError):
        return False, None
    return answer
