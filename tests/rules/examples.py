"""Turns the example of a rule's docstring into a whole file.

An example that begins with `---` or with a heading is a whole file. Any other is a fragment over a complete, clean
post-mortem of its `kind` (project when it names none): its keys replace those of the same name,
`# without: KEY` removes one, and a part that begins with a line `## …` replaces the whole body.
A line `# register/NAME.yml: ENTRIES` is a register; the others are absent.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from pmkit.config import Repository
from pmkit.document.read import read_document
from pmkit.document.source import Limits
from pmkit.model.finding import Finding
from pmkit.model.settings import Settings
from pmkit.register_entries import parse_entries
from pmkit.registers import NAMES, Registers
from pmkit.rules.decide import decide, select
from pmkit.rules.registry import load_rules
from pmkit.rules.run import check_document

BASE = Path(__file__).parent.parent / "data" / "base"
AS_OF = date(2025, 12, 12)
RULES = load_rules()
_KEY = re.compile(r"^([A-Za-z_][\w-]*):.*(?:\n(?:[ #\-].*)?)*", re.MULTILINE)


def whole(example: str) -> str:
    """Return the file that `example` stands for."""
    if example.startswith("---") or re.match(r"# (?!without:|register/)", example):
        return example
    kind = re.search(r"^kind: (\w+)", example, re.MULTILINE)
    base = (BASE / f"{kind[1] if kind else 'project'}.md").read_text("utf-8")
    _, front, body = base.split("---\n", 2)
    fields, _, told = example.partition("## ")
    for key in re.findall(r"^# without: (\S+)", fields, re.MULTILINE):
        front = _blocks(front, {key: ""})
    front = _blocks(
        front, {match[1]: match[0].rstrip("\n") + "\n" for match in _KEY.finditer(fields)}
    )
    return f"---\n{front}---\n{chr(10) + '## ' + told if told else body}"


def _blocks(front: str, replacement: dict[str, str]) -> str:
    blocks = {match[1]: match[0].rstrip("\n") + "\n" for match in _KEY.finditer(front)}
    blocks.update(replacement)
    return "".join(blocks.values())


def findings(text: str, path: str = "postmortems/2025-12-05-example.md") -> list[Finding]:
    """Lint `text` alone, on a fixed day, with all rules that look at one file."""
    return findings_with(Registers(), text, path)


def findings_with(
    registers: Registers, text: str, path: str = "postmortems/2025-12-05-example.md"
) -> list[Finding]:
    """Lint `text` alone beside `registers`."""
    document = read_document(text.encode("utf-8"), Limits())
    repository = Repository(Path("/nonexistent"), checked=Settings())
    chosen = select(RULES, (), ())
    result = check_document(repository, registers, AS_OF, chosen.rules, path, document)
    return decide(path, result.status, result.problems, result.ignores, chosen)


def registers_of(example: str) -> Registers:
    """Return the registers that `example` names."""
    told = dict(re.findall(r"^# register/(\w+)\.yml: (.*)", example, re.MULTILINE))
    return Registers(*(parse_entries(name, told.get(name)) for name in NAMES))
