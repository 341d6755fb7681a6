"""Does `pmkit brief` put the right post-mortems first? Planted ones must be among its five.

    python benchmarks/brief.py                 200 portfolios of 120 files
    python benchmarks/brief.py --portfolios 30 --files 300 --markdown

Each portfolio is generated with a seed. Three post-mortems are planted that resemble a project to
come: one by its words alone, one by words and tags, one by client and words. Then the project is
told in four ways, as people would, and it is counted how many of the planted ones are in the list.
Exit code: 0 when at least 95 of 100 are, 1 otherwise.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml
from corpus.repository import generate

from pmkit.config import open_repository
from pmkit.library import Library, load_library
from pmkit.reports.asking import Asked, understand
from pmkit.reports.brief import choose
from pmkit.search.resemblance import resemblance

THEMES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "corpus" / "planted.yml").read_text("utf-8")
)
AS_OF = date(2026, 4, 1)
GOAL = 0.95
FILE = """\
---
kind: {kind}
status: reviewed
title: {title} at {client}
outcome: mixed
client: {client}
completed_on: {day}
causes:
  - id: C1
    what: {cause}
    tags: [{tags}]
    category: process
actions:
  - {{id: A1, what: Add a step., owner: sam, deadline: {day}, verification: Two files.}}
lessons:
  - lesson: {lesson}
    implication: Ask for it before the offer is written.
---

## Summary

{summary}
"""


@dataclass(frozen=True)
class Planted:
    """A portfolio with what was planted in it."""

    library: Library
    theme: dict[str, Any]
    by_words: str
    by_tags: str
    by_client: str
    client: str


def plant(root: Path, rng: Random, theme: dict[str, Any]) -> dict[str, str]:
    """Write the three documents; return their ids by what they share, and the client's handle."""
    clients = [one["handle"] for one in yaml.safe_load((root / "register/clients.yml").read_text())]
    mine, other, third = rng.sample(clients, 3)
    order = rng.sample(range(3), 3)
    plain = ["team", "communication", "technical-debt", "resource-mismatch"]
    shared = ", ".join(theme["tags"])
    return {
        "client": mine,
        "words": write(root, rng, theme, order[0], other, rng.choice(plain)),
        "tags": write(root, rng, theme, order[1], third, shared),
        "mine": write(root, rng, theme, order[2], mine, rng.choice(plain)),
    }


def write(root: Path, rng: Random, theme: dict[str, Any], n: int, client: str, tags: str) -> str:
    """Write one planted document and return its id."""
    day = AS_OF - timedelta(days=rng.randint(20, 900))
    name = f"{day}-planted-{theme['name']}-{n}"
    text = FILE.format(
        kind=rng.choice(["project", "pilot", "checkpoint"]),
        title=theme["titles"][n],
        client=client,
        day=day,
        cause=theme["causes"][n],
        tags=tags,
        lesson=theme["lessons"][n],
        summary=f"{theme['causes'][n]} {theme['lessons'][(n + 1) % 3]}",
    )
    (root / "postmortems" / f"{name}.md").write_text(text, "utf-8")
    return name


def told(theme: dict[str, Any], client: str) -> dict[str, tuple[Asked, set[str]]]:
    """Return the ways in which the project is told, with what is wanted of each."""
    query, tags = theme["query"], tuple(theme["tags"])
    return {
        "words": (Asked(text=query), {"words", "tags", "mine"}),
        "words, tags": (Asked(text=query, tags=tags), {"words", "tags", "mine"}),
        "words, tags, client": (Asked(text=query, tags=tags, client=client), {"tags", "mine"}),
        "words, client": (Asked(text=query, client=client), {"words", "tags", "mine"}),
    }


def measure(seed: int, files: int, counts: Counter[str], wanted: Counter[str]) -> None:
    """Make one portfolio, ask in each way, and count what was found."""
    rng = Random(seed)
    theme = THEMES[seed % len(THEMES)]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        generate(root, files, seed)
        planted = plant(root, rng, theme)
        repository = open_repository(root)
        library = load_library(repository)
        for way, (asked, names) in told(theme, planted["client"]).items():
            ahead, text = understand(asked, library.registers)
            ahead = ahead.resembling(resemblance(repository, text))
            chosen = choose(library.records, library.registers, AS_OF, ahead)
            listed = {one.record.id for one in chosen}
            wanted[way] += len(names)
            counts[way] += len({planted[name] for name in names} & listed)


def main(argv: list[str] | None = None) -> int:
    """Measure and print the table; return an exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--portfolios", type=int, default=200)
    parser.add_argument("--files", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--markdown", action="store_true")
    given = parser.parse_args(argv)
    counts: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for seed in range(given.seed, given.seed + given.portfolios):
        measure(seed, given.files, counts, wanted)
    row = "| {} | {} | {} | {:.1%} |" if given.markdown else "{:22} {:5} of {:5}  {:.1%}"
    if given.markdown:
        print("| told by | found | planted | share |\n| --- | ---: | ---: | ---: |")
    for way in wanted:
        print(row.format(way, counts[way], wanted[way], counts[way] / wanted[way]))
    print(row.format("all", counts.total(), wanted.total(), counts.total() / wanted.total()))
    return int(counts.total() < GOAL * wanted.total())


if __name__ == "__main__":
    sys.exit(main())
