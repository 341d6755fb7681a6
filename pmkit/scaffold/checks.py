"""What makes lint run by itself: a job of the CI service, a hook before each commit."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from pmkit.files import FileProblem, read_bytes
from pmkit.scaffold import starter
from pmkit.scaffold.sandbox import yaml_value
from pmkit.scaffold.starter import Ci

PRE_COMMIT = ".pre-commit-config.yaml"
GITLAB_FILE = "pmkit.gitlab-ci.yml"
GITLAB_REPORT = "gl-code-quality-report.json"


def check_files(
    folder: Path, top: Path, ci: Ci | None, pre_commit: bool
) -> Iterator[tuple[Path, str]]:
    """Yield what runs lint; it stands at the top of the git repository to be found there.

    Args:
        folder: Where the post-mortems' repository is.
        top: The git repository around it, or the same folder.
    """
    below = folder.relative_to(top).as_posix()
    where = "" if below == "." else f" {_shell(below)}"
    if ci is Ci.GITHUB:
        command = yaml_value(f"pmkit lint --format github{where}")
        yield top / ".github/workflows/pmkit.yml", starter.GITHUB.replace("{command}", command)
    if ci is Ci.GITLAB:
        yield top / GITLAB_FILE, _gitlab(where)
    if pre_commit:
        yield top / PRE_COMMIT, "repos:\n" + hook(folder, top)


def _gitlab(where: str) -> str:
    report = f"pmkit lint --format gitlab --output-file {GITLAB_REPORT}{where} || [ $? -eq 1 ]"
    command = f"pmkit lint --format concise{where}"
    return (
        starter.GITLAB.replace("{file}", GITLAB_REPORT)
        .replace("{report}", yaml_value(report))
        .replace("{command}", yaml_value(command))
    )


def _shell(word: str) -> str:
    return shlex.quote(word if not word.startswith("-") else f"./{word}")


def hook(folder: Path, top: Path) -> str:
    """Return the pre-commit hook, as an item of `repos:`."""
    if folder == top:
        return starter.PRE_COMMIT_HOOK
    below = re.escape(folder.relative_to(top).as_posix()).replace("\\-", "-")
    files = starter.PRE_COMMIT_FILES.replace("{pattern}", _quoted(f"^{below}/"))
    return starter.PRE_COMMIT_HOOK + files


def _quoted(text: str) -> str:
    """Quote a pattern the way that leaves its backslashes alone."""
    return "'" + text.replace("'", "''") + "'"


def mentions_pmkit(path: Path) -> bool:
    """Tell whether the file at `path` runs lint already."""
    try:
        return b"pmkit lint" in read_bytes(path, 1_000_000)
    except FileProblem:
        return False
