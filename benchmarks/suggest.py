"""Does `pmkit tags suggest` find the tags that the authors of post-mortems chose?

    python benchmarks/suggest.py                          the example
    python benchmarks/suggest.py --files 300 --markdown   generated files, with a seed
    python benchmarks/suggest.py --notes                  notes that it was not tuned on
    python benchmarks/suggest.py --root ~/post-mortems    your own

The text of each post-mortem is taken without its tags. Told is the share of the carried tags that
are among the first five suggestions, of the texts whose first suggestion is carried, and of the
suggestions that are. Those that are not carried need not be wrong: an author names one or two.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml
from corpus.repository import generate

from pmkit.config import open_repository
from pmkit.library import load_library
from pmkit.load import load_reading
from pmkit.reports.selecting import tags_of
from pmkit.reports.suggesting import MOST, text_of
from pmkit.taxonomy import Taxonomy, built_in
from pmkit.taxonomy.likeness import likeliest

EXAMPLE = Path(__file__).parents[1] / "examples" / "agency"
NOTES = Path(__file__).parent / "corpus" / "notes.yml"

Labelled = tuple[str, set[str]]
"""A text, and the tags that its author chose."""


def postmortems(root: Path) -> Iterator[Labelled]:
    """Yield the post-mortems of the repository at `root`."""
    repository = open_repository(root)
    library = load_library(repository)
    for record in library.records:
        document = load_reading(repository, record).document
        yield text_of(document), set(tags_of(record.tags, library.registers))


def notes() -> Iterator[Labelled]:
    """Yield the notes of `corpus/notes.yml`."""
    for note in yaml.safe_load(NOTES.read_text("utf-8")):
        yield note["text"], set(note["tags"])


def measure(texts: Iterable[Labelled], taxonomy: Taxonomy) -> Counter[str]:
    """Count the tags that are carried, suggested, and both; texts without a tag are left out."""
    found = Counter[str]()
    for text, carried in texts:
        if not carried:
            continue
        first = likeliest(text, taxonomy)[:MOST]
        found["texts"] += 1
        found["carried"] += len(carried)
        found["suggested"] += len(first)
        found["found"] += len(carried & {one.tag for one in first})
        found["first"] += first[0].tag in carried if first else 0
    return found


def measure_root(root: Path) -> Counter[str]:
    """Measure the repository at `root`, with its own tags."""
    return measure(postmortems(root), load_library(open_repository(root)).registers.taxonomy)


def told(found: Counter[str], markdown: bool) -> str:
    """Return the figures, each as a count and a share."""
    rows = [
        ("carried tags among the first five", found["found"], found["carried"]),
        ("texts whose first suggestion is carried", found["first"], found["texts"]),
        ("suggestions that are carried", found["found"], found["suggested"]),
    ]
    lines = [f"{name}  {part} of {whole}  {part / (whole or 1):.0%}" for name, part, whole in rows]
    if markdown:
        head = ["| what | texts | share |", "| --- | --- | --- |"]
        lines = [
            f"| {name} | {found['texts']} | {part} of {whole}, {part / (whole or 1):.0%} |"
            for name, part, whole in rows
        ]
        return "\n".join([*head, *lines])
    return "\n".join([f"{found['texts']} texts", *lines])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=0, help="generate so many")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--notes", action="store_true", help="the notes it was not tuned on")
    parser.add_argument("--root", type=Path, default=EXAMPLE)
    parser.add_argument("--markdown", action="store_true")
    asked = parser.parse_args()
    if asked.notes:
        found = measure(notes(), built_in())
    elif not asked.files:
        found = measure_root(asked.root)
    else:
        with tempfile.TemporaryDirectory() as folder:
            generate(Path(folder), asked.files, asked.seed)
            found = measure_root(Path(folder))
    print(told(found, asked.markdown))


if __name__ == "__main__":
    main()
