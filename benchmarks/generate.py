"""Write a realistic repository of post-mortems, the same one for the same seed.

    python benchmarks/generate.py DIR --files 1000 --seed 7

Every file is valid format 1 and free of lint errors when it is read as of 2026-04-01; a few
carry warnings, as in life. From a script: `from generate import generate`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

if str(Path(__file__).parent) not in sys.path:  # imported from elsewhere, by its path
    sys.path.insert(0, str(Path(__file__).parent))

from corpus.repository import generate

__all__ = ["generate"]


def main(argv: list[str] | None = None) -> int:
    """Read the command line and write the repository."""
    parser = argparse.ArgumentParser(description="Write a realistic repository of post-mortems.")
    parser.add_argument("directory", metavar="DIR", type=Path)
    parser.add_argument("--files", type=int, default=1000, help="how many (default 1000)")
    parser.add_argument("--seed", type=int, default=7, help="same seed, same bytes (default 7)")
    options = parser.parse_args(argv)
    try:
        generate(options.directory, options.files, options.seed)
    except (OSError, ValueError) as error:
        print(f"generate.py: {error}", file=sys.stderr)
        return 2
    print(f"wrote {options.files} post-mortems to {options.directory}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
