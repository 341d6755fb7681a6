"""Does `pmkit tags suggest` find the tags that the authors of post-mortems chose?

    python benchmarks/suggest.py                          the example
    python benchmarks/suggest.py --files 300 --markdown   generated files, with a seed
    python benchmarks/suggest.py --root ~/post-mortems    your own

The text of each post-mortem is taken without its tags. Told is the share of the carried tags that
are among the first five suggestions, of the files whose first suggestion is carried, and of the
suggestions that are. Those that are not carried need not be wrong: an author names one or two.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from pathlib import Path

from corpus.repository import generate

from pmkit.config import open_repository
from pmkit.library import load_library
from pmkit.load import load_reading
from pmkit.reports.selecting import tags_of
from pmkit.reports.suggesting import MOST, text_of
from pmkit.taxonomy.likeness import likeliest

EXAMPLE = Path(__file__).parents[1] / "examples" / "agency"


def measure(root: Path) -> Counter[str]:
    """Count the tags that are carried, suggested, and both, over the repository at `root`."""
    repository, found = open_repository(root), Counter[str]()
    library = load_library(repository)
    for record in library.records:
        carried = set(tags_of(record.tags, library.registers))
        if not carried:
            continue
        text = text_of(load_reading(repository, record).document)
        first = likeliest(text, library.registers.taxonomy)[:MOST]
        found["files"] += 1
        found["carried"] += len(carried)
        found["suggested"] += len(first)
        found["found"] += len(carried & {one.tag for one in first})
        found["first"] += first[0].tag in carried if first else 0
    return found


def told(found: Counter[str], markdown: bool) -> str:
    """Return the figures, each as a count and a share."""
    rows = [
        ("carried tags among the first five", found["found"], found["carried"]),
        ("files whose first suggestion is carried", found["first"], found["files"]),
        ("suggestions that are carried", found["found"], found["suggested"]),
    ]
    lines = [f"{name}  {part} of {whole}  {part / (whole or 1):.0%}" for name, part, whole in rows]
    if markdown:
        head = ["| what | files | share |", "| --- | --- | --- |"]
        lines = [
            f"| {name} | {found['files']} | {part} of {whole}, {part / (whole or 1):.0%} |"
            for name, part, whole in rows
        ]
        return "\n".join([*head, *lines])
    return "\n".join([f"{found['files']} files", *lines])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=0, help="generate so many")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--root", type=Path, default=EXAMPLE)
    parser.add_argument("--markdown", action="store_true")
    asked = parser.parse_args()
    if not asked.files:
        print(told(measure(asked.root), asked.markdown))
        return
    with tempfile.TemporaryDirectory() as folder:
        generate(Path(folder), asked.files, asked.seed)
        print(told(measure(Path(folder)), asked.markdown))


if __name__ == "__main__":
    main()
