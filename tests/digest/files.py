"""Small post-mortems as text, their records, and a way to tell them from memory."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from pmkit.document.hydrate import read_postmortem
from pmkit.document.read import read_document
from pmkit.document.source import Limits
from pmkit.extract import read_record
from pmkit.model.enums import Visibility
from pmkit.reports.digest.told import Told

ROOT = Path(__file__).parents[2]
AGENCY = ROOT / "examples" / "agency"


def postmortem(
    completed_on,
    *tags,
    kind="project",
    status="reviewed",
    outcome="mixed",
    visibility="internal",
    client="",
    team="nlp",
    started_on="",
    causes=(),
    lessons=(),
    actions=(),
    prevented=(),
):
    """Return the text of a post-mortem with one cause that carries `tags`, or with `causes`."""
    lines = [f"kind: {kind}", f"status: {status}", "title: A title", f"outcome: {outcome}"]
    lines += [f"completed_on: {completed_on}", f"visibility: {visibility}", f"team: {team}"]
    lines += [f"client: {client}"] if client else []
    lines += [f"started_on: {started_on}"] if started_on else []
    if tags and not causes:
        causes = [{"id": "C1", "what": "It broke.", "tags": f"[{', '.join(tags)}]"}]
    for name, items in (
        ("causes", causes),
        ("lessons", lessons),
        ("actions", actions),
        ("prevented", prevented),
    ):
        lines += [f"{name}:"] if items else []
        for item in items:
            first, *rest = (f"{key}: {value}" for key, value in item.items())
            lines += [f"  - {first}", *(f"    {line}" for line in rest)]
    return "\n".join(["---", *lines, "---", ""])


def action(number, target="process", status="verified", **given):
    """Return an action that was put in place."""
    return {
        "id": f"A{number}",
        "what": f"Change {number}.",
        "owner": "dana",
        "status": status,
        "addresses": "[C1]",
        "target": target,
        **given,
    }


class Shelf:
    """Post-mortems by their paths."""

    def __init__(self, files: dict[str, str]) -> None:
        self.told = {}
        for path, text in files.items():
            reading = read_postmortem(read_document(text.encode(), Limits()))
            assert not reading.document.problems, reading.document.problems
            record = read_record(path, reading)
            is_open = reading.postmortem.visibility is not Visibility.PARTICIPANTS
            self.told[path] = Told(record, reading.postmortem, is_open, in_doubt=False)

    @property
    def records(self):
        return [one.record for one in self.told.values()]

    def tell(self, record):
        return self.told[record.path]


def git(place, *words, name="Quill Ashgrove", mail="q.ashgrove@fernbank.example"):
    who = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for role in ("AUTHOR", "COMMITTER"):
        who |= {f"GIT_{role}_NAME": name, f"GIT_{role}_EMAIL": mail}
    subprocess.run(["git", "-C", str(place), *words], env={**os.environ, **who}, check=True)
