"""Runs pmkit in this process."""

from __future__ import annotations

import sys

import pytest

from pmkit.__main__ import main
from tests.digest.files import AGENCY


@pytest.fixture
def run(monkeypatch, capsysbinary):
    """Run pmkit in this process, in a folder; return exit code, output and what was said."""

    def pmkit(*words, at=AGENCY):
        monkeypatch.setattr(sys, "argv", ["pmkit", *map(str, words)])
        monkeypatch.setenv("PMKIT_TODAY", "2026-04-01")
        monkeypatch.chdir(at)
        with pytest.raises(SystemExit) as stop:
            main()
        out, err = capsysbinary.readouterr()
        return stop.value.code or 0, out.decode(), err.decode()

    return pmkit
