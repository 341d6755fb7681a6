"""The baseline "bare": what reading the files costs with PyYAML's C loader and nothing else.

    python benchmarks/bare.py DIR

One process that reads every file of DIR/postmortems, cuts the front matter out and runs
`yaml.load(…, CSafeLoader)` on it. No check, no body, no result kept.
"""

from __future__ import annotations

import os
import sys

import yaml

OPENING, CLOSING = "---\n", "\n---\n"


def front_matter(text: str) -> str:
    """Return what stands between the two lines of three dashes."""
    if not text.startswith(OPENING):
        raise ValueError("no front matter")
    return text[len(OPENING) : text.index(CLOSING)]


def read_all(folder: str) -> int:
    """Load the front matter of every post-mortem in `folder`; return how many there are."""
    count = 0
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".md"):
                with open(entry.path, encoding="utf-8", newline="") as file:
                    yaml.load(front_matter(file.read()), Loader=yaml.CSafeLoader)
                count += 1
    return count


def main(argv: list[str]) -> int:
    """Read the repository named on the command line."""
    if len(argv) != 1:
        print("usage: bare.py DIR", file=sys.stderr)
        return 2
    print(f"read {read_all(os.path.join(argv[0], 'postmortems'))} files")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
