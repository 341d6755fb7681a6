"""YAML as GitHub, GitLab and pre-commit read it: `on` is a word, `true` is a truth value."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML


def load(text: str | Path) -> Any:
    return YAML(typ="safe", pure=True).load(text)
