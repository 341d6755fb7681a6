"""The repository as a whole: what is planned is written out, file by file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from random import Random

from corpus import registers
from corpus.analysis import actions, causes
from corpus.body import body
from corpus.case import Case, make_case
from corpus.figures import figures
from corpus.front_matter import afterwards, days, header, insights, participants
from corpus.people import make_clients, make_engagements, make_people
from corpus.plan import Record, plan
from corpus.words import VOCABULARY

PARTS = (header, days, participants, figures, causes, actions, insights, afterwards)


def generate(directory: str | Path, files: int, seed: int = 7) -> None:
    """Write a repository of `files` post-mortems into `directory`.

    Args:
        directory: Where to; created, and refused when it holds post-mortems already.
        files: How many post-mortems, at least one.
        seed: The same seed gives the same bytes.

    Raises:
        FileExistsError: `directory` holds post-mortems already.
        ValueError: `files` is below one.
    """
    if files < 1:
        raise ValueError("a repository has at least one file")
    root = Path(directory)
    (root / "register").mkdir(parents=True, exist_ok=True)
    (root / "postmortems").mkdir()
    rng = Random(seed)
    people, clients = make_people(rng, files), make_clients(rng, files)
    engagements, records = plan(rng, make_engagements(rng, people, clients, files), files)
    own_tags: set[str] = set()
    for index, (name, record) in enumerate(records):
        own = Random(f"{seed}:{name}")
        case = make_case(record, own, people, ties(own, index, records))
        own_tags |= own_tags_of(case)
        (root / "postmortems" / f"{name}.md").write_bytes(text_of(case).encode())
    write(root / "pmkit.toml", ["format = 1"])
    write(root / "register" / "people.yml", registers.people(people))
    write(root / "register" / "clients.yml", registers.clients(clients))
    write(root / "register" / "projects.yml", registers.projects(engagements))
    write(root / "register" / "tags.yml", registers.tags(own_tags))


def text_of(case: Case) -> str:
    """Return the whole file."""
    lines = ["---", *(line for part in PARTS for line in part(case)), "---", *body(case)]
    return "\n".join(lines) + "\n"


def ties(rng: Random, index: int, records: list[tuple[str, Record]]) -> list[str]:
    """Return up to two ids of older post-mortems that the one at `index` points to."""
    if index < 5 or rng.random() < 0.4:
        return []
    return sorted({records[rng.randrange(index)][0] for _ in range(2)})


def own_tags_of(case: Case) -> set[str]:
    """Return the tags of a file that are not built in."""
    own = VOCABULARY["own_tags"]
    return {tag for theme in case.themes for tag in theme["tags"] if tag in own}


def write(path: Path, lines: Iterable[str]) -> None:
    """Write `lines` to `path`."""
    path.write_bytes("".join(f"{line}\n" for line in lines).encode())
