"""A terminal on which a command asks, and a person who answers what they see."""

from __future__ import annotations

import codecs
import os
import pty
import select
import signal
import subprocess
import sys

from tests.running import surroundings

PATIENCE = 60
_MAIN = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "from pmkit.__main__ import main; main()"
)
"""Hears Ctrl-C also where the tests themselves run in the background and do not."""


class Terminal:
    """pmkit on a terminal of its own; what it wrote is `seen`."""

    def __init__(self, folder, *words, columns=80):
        self.seen = ""
        self._past = 0
        self._decode = codecs.getincrementaldecoder("utf-8")().decode
        self._side, theirs = pty.openpty()
        environ = surroundings(PMKIT_TODAY="2026-04-12", TERM="xterm", NO_COLOR="1")
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _MAIN, *words],
            cwd=folder,
            env=environ | {"COLUMNS": str(columns)},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)

    def expect(self, text):
        """Wait for what was not seen yet."""
        while text not in self.seen[self._past :]:
            assert self._read(), f"ended without `{text}`:\n{self.seen}"
        self._past = self.seen.index(text, self._past) + len(text)

    def answer(self, question, reply):
        """Wait for a question that was not answered yet, and type the reply."""
        self._expect_question(question)
        os.write(self._side, f"{reply}\n".encode())

    def interrupt(self, question):
        """Wait for a question and press Ctrl-C, again if nothing happens, as people do."""
        self._expect_question(question)
        for _ in range(PATIENCE):
            self._process.send_signal(signal.SIGINT)
            if select.select([self._side], [], [], 1)[0]:
                return
        raise TimeoutError("Ctrl-C is not heard")

    def end(self):
        """Wait for the end; return the exit code."""
        while self._read():
            pass
        return self._process.wait(PATIENCE)

    def close(self):
        """Leave nothing running behind a test that failed."""
        self._process.kill()
        self._process.wait()
        os.close(self._side)

    def _expect_question(self, question):
        """Wait for all of a question: what is typed before its end is shown out of place."""
        self.expect(question)
        while not self.seen.endswith(": "):
            assert self._read(), f"ended within `{question}`:\n{self.seen}"

    def _read(self):
        """Read what comes next; return whether more can come."""
        if not select.select([self._side], [], [], PATIENCE)[0]:
            raise TimeoutError(f"nothing comes after:\n{self.seen}")
        try:
            more = os.read(self._side, 4096)
        except OSError:  # how Linux says that the other side is closed
            more = b""
        self.seen += self._decode(more).replace("\r\n", "\n")
        return bool(more)
