"""What makes lint run by itself: a job of the CI service, a hook before each commit."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from pmkit.files import FileProblem, read_bytes
from pmkit.model.settings import Settings
from pmkit.scaffold import starter
from pmkit.scaffold.sandbox import yaml_value
from pmkit.scaffold.starter import Ci

PRE_COMMIT = ".pre-commit-config.yaml"
GITLAB_FILE = "pmkit.gitlab-ci.yml"


def check_files(
    folder: Path, top: Path, settings: Settings, ci: Ci | None, pre_commit: bool
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
        command = yaml_value(f"pmkit lint --format concise{where}")
        yield top / GITLAB_FILE, starter.GITLAB.replace("{command}", command)
    if pre_commit:
        yield top / PRE_COMMIT, "repos:\n" + hook(folder, top, settings)


def _shell(word: str) -> str:
    return shlex.quote(word if not word.startswith("-") else f"./{word}")


def hook(folder: Path, top: Path, settings: Settings) -> str:
    """Return the pre-commit hook, as an item of `repos:`."""
    roots = [(folder / name).relative_to(top).as_posix() for name in settings.roots]
    names = "|".join(re.escape(name).replace("\\-", "-") for name in roots)
    pattern = rf"^({names})/(.*/)?(?!README\.md$|index\.md$)[^_./][^/]*\.md$"
    return starter.PRE_COMMIT_HOOK.replace("{pattern}", _quoted(pattern))


def _quoted(text: str) -> str:
    """Quote a pattern the way that leaves its backslashes alone."""
    return "'" + text.replace("'", "''") + "'"


def mentions_pmkit(path: Path) -> bool:
    """Tell whether the file at `path` runs lint already."""
    try:
        return b"pmkit lint" in read_bytes(path, 1_000_000)
    except FileProblem:
        return False
