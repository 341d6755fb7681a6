"""Measure the wording rules on labelled sentences: precision and recall of each rule.

    python benchmarks/wording.py                 all sets together
    python benchmarks/wording.py --set second    one set
    python benchmarks/wording.py --wrong         the sentences that are judged wrongly, too
    python benchmarks/wording.py --markdown      for docs/wording.md

A set is a file of `tests/data/wording/`: a line a sentence, with the rules that should find it,
the field it stands in, and the sentence. Every sentence is linted alone, in a post-mortem of its
own, by all rules about wording; `?` behind a rule leaves open whether it finds the sentence.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the pmkit of this checkout, installed or not

DATA = ROOT / "tests" / "data" / "wording"
RULES = (
    *("PM206", "PM230", "PM231", "PM232", "PM233", "PM234", "PM307"),
    *("PM401", "PM402", "PM403", "PM404", "PM405", "PM406", "PM407", "PM408"),
)
PEOPLE = {
    "sarah": "Sarah Lindqvist",
    "tomasz": "Tomasz Wieland",
    "priya": "Priya Nandal",
    "dana": "Dana Okafor",
    "will": "Will Harper",
    "grace": "Grace Amadi",
    "mark": "Mark Iversen",
    "may": "May Tanaka",
}
SECTIONS = {
    "summary": ("project", "Summary"),
    "timeline": ("project", "Timeline"),
    "well": ("project", "What went well"),
    "notwell": ("project", "What did not go well"),
    "questions": ("project", "Open questions"),
    "impact": ("incident", "Impact"),
    "worked": ("incident", "What worked"),
    "worse": ("incident", "What made it worse"),
    "next": ("pilot", "Next pilot"),
}


@dataclass(frozen=True)
class Labelled:
    """One sentence, and the rules that should find it, or may."""

    of: str
    field: str
    text: str
    wanted: frozenset[str]
    allowed: frozenset[str]
    action: str = "Add a section on data to the discovery checklist."


@dataclass(frozen=True)
class Score:
    """How one rule did: found rightly, found wrongly, not found."""

    rule: str
    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of what it found that it should have found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share it found of what it should have found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def sets() -> list[str]:
    """Return the names of the sets, in the order in which they were written."""
    return sorted(path.stem for path in DATA.glob("*.tsv"))


def read_set(name: str) -> Iterator[Labelled]:
    """Yield the sentences of one set."""
    for line in (DATA / f"{name}.tsv").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        codes, field, text, *action = line.split("\t")
        rules = [f"PM{code}" for code in codes.split(",") if code != "-"]
        yield Labelled(
            name,
            field,
            text,
            frozenset(code for code in rules if not code.endswith("?")),
            frozenset(code.rstrip("?") for code in rules),
            *action,
        )


def document(item: Labelled) -> str:
    """Return a post-mortem that holds the sentence in its field and nothing else to find."""
    kind, heading = SECTIONS.get(item.field, ("pilot" if item.field == "edge" else "project", ""))
    said = json.dumps(item.text, ensure_ascii=False)
    key = item.field
    front = [f"kind: {kind}", "status: reviewed", "client: Acme", "completed_on: 2026-03-06"]
    front.append(f"title: {said if key == 'title' else 'A project'}")
    if key in ("what", "root", "trigger"):
        front.append(f"causes: [{{{key}: {said}}}]")
    elif key == "why":
        front.append(f"causes: [{{whys: [{said}], root: Checklists have no owner.}}]")
    elif key in ("action", "verification"):
        shown = "The next three kickoffs hold the filled-in section."
        what, check = (said, shown) if key == "action" else (json.dumps(item.action), said)
        front.append(f"actions: [{{what: {what}, verification: {check}}}]")
    elif key in ("lesson", "implication"):
        front.append(f"lessons: [{{{key}: {said}}}]")
    elif key == "edge":
        front.append(f"edges: [{{from: desk, to: model, note: {said}}}]")
    elif key == "note":
        front.append(f"reviews: [{{kind: 30-day, held_on: 2026-04-06, note: {said}}}]")
    else:
        assert heading or key == "title", f"no field is called {key}"
    body = f"\n## {heading}\n\n{item.text}\n" if heading else "\n## Summary\n"
    return "---\n" + "\n".join(front) + "\n---\n" + body


class Linter:
    """Asks the rules about wording; one for all sentences, since its words take time to load."""

    def __init__(self) -> None:
        from pmkit.model.register import Person
        from pmkit.model.settings import Settings
        from pmkit.registers import Registers
        from pmkit.rules.registry import load_rules
        from pmkit.wording.vocabulary import make_vocabulary

        self._settings = Settings()
        people = tuple(Person(handle=handle, name=name) for handle, name in PEOPLE.items())
        self._registers = Registers(people=people)
        self.vocabulary = make_vocabulary(self._settings, self._registers)
        rules = load_rules()
        self._rules = {code: rules[code] for code in RULES}

    def problems(self, text: str) -> list[tuple[str, Any]]:
        """Return what the rules find in the file `text`, each with the rule's code."""
        from pmkit.document.hydrate import read_postmortem
        from pmkit.document.read import read_document
        from pmkit.document.source import Limits
        from pmkit.rules.check import Check

        reading = read_postmortem(read_document(text.encode(), Limits()))
        check = Check(
            "x.md", reading, self._settings, self._registers, date(2026, 4, 1), self.vocabulary
        )
        return [(code, one) for code, rule in self._rules.items() for one in rule.check(check)]

    def codes(self, item: Labelled) -> frozenset[str]:
        """Return the rules that find a sentence."""
        return frozenset(code for code, _ in self.problems(document(item)))


def measure(items: Iterable[Labelled]) -> tuple[list[Score], list[tuple[Labelled, str]]]:
    """Return the score of every rule, and what was judged wrongly, each with a word on how."""
    linter, wrong = Linter(), []
    counts = {rule: [0, 0, 0] for rule in RULES}
    for item in items:
        found = linter.codes(item)
        for rule in RULES:
            if rule in found:
                counts[rule][0 if rule in item.wanted else 1] += (
                    rule in item.wanted or rule not in item.allowed
                )
            elif rule in item.wanted:
                counts[rule][2] += 1
        extra, missing = sorted(found - item.allowed), sorted(item.wanted - found)
        if extra or missing:
            words = [f"+{rule}" for rule in extra] + [f"-{rule}" for rule in missing]
            wrong.append((item, " ".join(words)))
    return [Score(rule, *counts[rule]) for rule in RULES], wrong


def table(scores: Iterable[Score]) -> str:
    """Return the scores as a Markdown table."""
    from pmkit.rules.registry import load_rules

    rules = load_rules()
    lines = [
        "| rule | about | found | wrongly | missed | precision | recall |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for one in scores:
        lines.append(
            f"| {one.rule} | `{rules[one.rule].name}` | {one.right} | {one.wrong} | {one.missed} "
            f"| {one.precision:.2f} | {one.recall:.2f} |"
        )
    return "\n".join(lines) + "\n"


def main(argv: list[str] | None = None) -> int:
    """Print the table; exit with 1 where a rule is below its goal."""
    parser = argparse.ArgumentParser(description="Precision and recall of the wording rules.")
    parser.add_argument("--set", action="append", choices=sets(), help="only this set")
    parser.add_argument("--wrong", action="store_true", help="list what is judged wrongly")
    words = parser.parse_args(argv)
    items = [item for name in words.set or sets() for item in read_set(name)]
    scores, wrong = measure(items)
    print(table(scores))
    innocent = sum(not item.allowed for item in items)
    print(f"{len(items)} sentences, {innocent} of them innocent; {len(wrong)} judged wrongly")
    for item, how in wrong if words.wrong else ():
        print(f"{how:<16} {item.of} {item.field}: {item.text}")
    return int(any(one.precision < 0.95 or one.recall < 0.85 for one in scores))


if __name__ == "__main__":
    sys.exit(main())
