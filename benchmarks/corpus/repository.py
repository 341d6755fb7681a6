"""The repository as a whole."""

from __future__ import annotations



def text_of(case: Case) -> str:
    """Return the whole file."""
    parts = (header, meeting, cast, facts_and_figures, causes, actions, insights, afterwards)
    lines = ["---", *(line for part in parts for line in part(case)), "---", ""]
    return "\n".join([*lines, *body(case)]) + "\n"


def write(path: Path, lines: Iterable[str]) -> None:
    """Write `lines` to `path`."""
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def ties(rng: Random, index: int, records: list[tuple[str, Record]]) -> list[str]:
    """Return up to two ids of older post-mortems that the one at `index` points to."""
    if index < 5 or rng.random() < 0.4:
        return []
    return sorted({records[rng.randrange(index)][0] for _ in range(2)})


def generate(directory: str | Path, files: int, seed: int = 7) -> None:
    """Write a repository of `files` post-mortems into `directory`.

    Args:
        directory: Where to; created, and refused when it holds post-mortems already.
        files: How many post-mortems, at least one.
        seed: The same seed gives the same bytes.

    Raises:
        FileExistsError: `directory` holds a repository already.
        ValueError: `files` is below one.
    """
    if files < 1:
        raise ValueError("a repository has at least one file")
    root = Path(directory)
    (root / "register").mkdir(parents=True, exist_ok=True)
    (root / "postmortems").mkdir()
    rng = Random(seed)
    people, clients = make_people(rng, files), make_clients(rng, files)
    engagements, records = plan_all(rng, files, people, clients)
    used: set[str] = set()
    for index, (name, record) in enumerate(records):
        own = Random(f"{seed}:{name}")
        case = make_case(record, own, people, ties(own, index, records))
        used.update(t for theme in case.themes for t in theme["tags"] if t in OWN_TAGS)
        (root / "postmortems" / f"{name}.md").write_bytes(text_of(case).encode())
    write(root / "pmkit.toml", ["format = 1"])
    write(root / "register" / "people.yml", people_register(people))
    write(root / "register" / "clients.yml", clients_register(clients))
    write(root / "register" / "projects.yml", projects_register(engagements))
    write(root / "register" / "tags.yml", tags_register(used))
