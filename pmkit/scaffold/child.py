"""Renders one template in a process of its own: run as a script, never imported.

Templates of a repository may come from a stranger's pull request. JSON comes in on standard
input and goes out on standard output; time, memory and everything outside are taken away before
the first template is looked at.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any


def _sandbox() -> Any:
    """Load the module beside this file; isolated Python finds no package of ours."""
    place = Path(__file__).with_name("sandbox.py")
    spec = importlib.util.spec_from_file_location("sandbox", place)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _limit(seconds: int, memory: int) -> None:
    """Set what the system enforces, where it does: time, memory, no files, no processes."""
    try:
        import resource
    except ImportError:
        return
    for name, value in (
        ("RLIMIT_CPU", seconds),
        ("RLIMIT_AS", memory),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_NPROC", 0),
        ("RLIMIT_CORE", 0),
    ):
        if hasattr(resource, name):
            try:
                resource.setrlimit(getattr(resource, name), (value, value))
            except (ValueError, OSError):
                continue


_FORBIDDEN = frozenset(
    {"open", "os", "subprocess", "socket", "shutil", "ctypes", "import", "tempfile", "pty", "mmap"}
)
"""Families of audit events; see the table in Python's documentation."""


def _close_doors() -> None:
    """From here on the process opens, imports and starts nothing, whatever a template tries."""
    import codecs
    import html
    import textwrap

    import jinja2.debug
    import jinja2.sandbox

    assert html
    assert textwrap
    assert jinja2.debug
    assert jinja2.sandbox
    codecs.lookup("unicode-escape")
    codecs.lookup("ascii")

    def refuse(event: str, _arguments: object) -> None:
        if event.partition(".")[0] in _FORBIDDEN:
            raise PermissionError("a template may not reach outside itself")

    sys.addaudithook(refuse)


def _main() -> None:
    request = json.load(sys.stdin.buffer)
    _limit(request["seconds"], request["memory"])
    sys.path += request["packages"]
    sandbox = _sandbox()
    _close_doors()
    answer = sandbox.render(
        request["sources"], request["refused"], request["template"], request["context"]
    )
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    _main()
