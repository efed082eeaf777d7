"""Work done side by side: a part by copies of this process, the rest here, where the system copies processes."""

from __future__ import annotations

import gc
import pickle
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TypeVar

from htsd_cli.reading.processes import depend_on_parent, forks, processors

Item = TypeVar("Item")
Made = TypeVar("Made")
_TRIED = 32  # items that tell how long the others take
_PAYS = 0.3  # seconds of work that are worth a copy of this process


def side_by_side(apart: Callable[[], None], here: Callable[[], None], *, worth: bool) -> None:
    """Do both works, which write files and share nothing else; at once where that is `worth` a process.

    Raises what the works raise. Work that a process did not end, whatever ended it, is done here.
    """
    if not (worth and forks() and processors() > 1):
        apart()
        here()
        return
    with ExitStack() as stack:
        answer = _begun(apart, stack)
        here()
        answer()


def spread(work: Callable[[Item], Made], items: Sequence[Item]) -> list[Made]:
    """Return what a work makes of each item, in their order; many are shared among processors where that pays.

    Raises what the work raises. Whatever it makes can be pickled.
    """
    began = time.process_time()
    made = [work(item) for item in items[:_TRIED]]
    rest = items[_TRIED:]
    left = (time.process_time() - began) / _TRIED * len(rest)
    if not (forks() and left > _PAYS and processors() > 1):
        return made + [work(item) for item in rest]
    share = -(-len(rest) // processors())
    parts = [rest[start : start + share] for start in range(0, len(rest), share)]
    with ExitStack() as stack:
        answers = [_begun(partial(_each, work, part), stack) for part in parts[1:]]
        made += _each(work, parts[0])
        for answer in answers:
            made += answer()
    return made


def _each(work: Callable[[Item], Made], items: Sequence[Item]) -> list[Made]:
    return [work(item) for item in items]


def _begun(work: Callable[[], Made], stack: ExitStack) -> Callable[[], Made]:
    """Let a copy of this process do a work; return what gives its result, doing here what the process did not end.

    A process that is still at work when the stack ends is stopped.
    """
    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(work, sender), daemon=False)
    process.start()
    sender.close()
    stack.callback(receiver.close)
    stack.callback(process.join)
    stack.callback(process.terminate)  # nothing to one that has ended

    def answer() -> Made:
        try:
            ended, made, error = pickle.loads(receiver.recv_bytes())
        except (EOFError, OSError):
            ended, made, error = False, None, None
        process.join()
        if error is not None:
            raise error
        if not ended:
            return work()
        result: Made = made
        return result

    return answer


def _work(work: Callable[[], Made], sender: Connection) -> None:
    depend_on_parent()
    gc.freeze()  # nobody looks for waste among what was copied, which would copy it indeed
    error: BaseException | None = None
    made: Made | None = None
    try:
        made = work()
    except Exception as raised:
        error = raised
    try:
        answer = pickle.dumps((True, made, error))
        pickle.loads(answer)
    except Exception:  # what cannot be sent: the work is done, and raises, in the other process
        answer = pickle.dumps((False, None, None))
    sender.send_bytes(answer)
