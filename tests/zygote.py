"""The process that runs of pmkit are forked from: everything imported, nothing run, no thread.

`tests/running.py` starts one for each worker of pytest, `python -P -m tests.zygote SOCKET`, and
asks it over that socket. What is forked becomes a run of pmkit: it takes the streams, words,
folder and environment that were sent, goes through the entry point, and ends as Python ends.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import os
import pickle
import pkgutil
import signal
import socket
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from pydantic import BaseModel

LATE = ("encodings.utf_8_sig", "jinja2.sandbox", "tomllib")
"""What the modules of pmkit import only when they are used."""

Request = tuple[list[str], str, dict[str, str], float]
"""Words, folder, all of the environment, and how many seconds it may take."""


def load() -> None:
    """Import whatever a command may use, and spare the garbage collector from looking there."""
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # as the entry point does
    import pmkit

    modules = [module.name for module in pkgutil.walk_packages(pmkit.__path__, "pmkit.")]
    for name in (*modules, *LATE):
        with contextlib.suppress(ModuleNotFoundError):  # of an extra that is not installed here
            importlib.import_module(name)
    from pydantic import BaseModel

    for model in below(BaseModel):
        model.model_rebuild()  # pydantic would make the validator when it is first needed
    _read_words()
    gc.collect()
    gc.freeze()


def _read_words() -> None:
    """Read the words that pmkit brings along and keeps once it has read them."""
    from pmkit.anonymise.lexicon import is_common_pair, is_known
    from pmkit.wording.language import load_lexicon
    from pmkit.wording.vocabulary import Vocabulary

    is_known("unheardof")
    is_common_pair("in", "a")
    Vocabulary(load_lexicon("en", (), ())).prepare()


def below(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Yield all that was derived from a model."""
    for child in model.__subclasses__():
        yield child
        yield from below(child)


def serve(asked: socket.socket) -> Request | None:
    """Fork for each request, and tell how that process ended.

    Returns:
        In a forked process the request that it is to run; None when nobody asks any more.
    """
    with asked.makefile("rwb") as talk:
        while True:
            sign, streams, _, _ = socket.recv_fds(asked, 1, 3)
            if not sign:
                return None
            request: Request = pickle.load(talk)
            child = os.fork()
            if child == 0:
                break
            for stream in streams:
                os.close(stream)
            pickle.dump(os.waitpid(child, 0)[1], talk)
            talk.flush()
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    return request


def become(words: list[str], folder: str, environment: dict[str, str], seconds: float) -> None:
    """Take over what a new process would begin with; SIGALRM ends it when its time is over."""
    signal.setitimer(signal.ITIMER_REAL, seconds)
    coerced = {name: os.environ[name] for name in ("LC_CTYPE",) if name in os.environ}  # PEP 538
    os.environ.clear()
    os.environ.update(coerced | environment)
    time.tzset()
    os.chdir(folder)
    sys.argv = ["pmkit", *words]


def started() -> int:
    """Go through the entry point; return the exit code."""
    from pmkit.__main__ import main

    try:
        main()
    except SystemExit as stop:
        if stop.code is None or isinstance(stop.code, int):
            return stop.code or 0
        print(stop.code, file=sys.stderr)
        return 1
    except BaseException:
        sys.excepthook(*sys.exc_info())
        return 1
    return 0


def end(code: int) -> NoReturn:
    """End as Python does, save that the modules are not taken apart, which takes 20 ms."""
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        code = 120  # what Python makes of output that it could not write at the end
    os._exit(code)


if __name__ == "__main__":
    load()
    request = None
    with socket.socket(fileno=int(sys.argv[1])) as asked, contextlib.suppress(KeyboardInterrupt):
        asked.sendall(b".")
        request = serve(asked)
    if request:
        become(*request)
        end(started())
