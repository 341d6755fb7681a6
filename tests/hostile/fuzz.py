"""A seeded fuzzer of everything that happens to one file in lint: reader, models, rules.

    python tests/hostile/fuzz.py --seconds 60 --seed 1
    python tests/hostile/fuzz.py --seconds 600 --out failing/

It takes good and hostile files apart and puts them together wrongly. No input may raise, take
longer than half a second, be read differently a second time, or give a finding that lies outside
of the file. What does is written to the folder of --out, and should become a case of the corpus.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from pmkit.config import Repository
from pmkit.document.read import read_document
from pmkit.document.source import Limits
from pmkit.model.finding import Finding
from pmkit.model.settings import Settings
from pmkit.rules.decide import select
from pmkit.rules.registry import load_rules
from pmkit.rules.run import lint_text
from tests.hostile.corpus import BASE, corpus

LIMITS = Limits()
REPOSITORY = Repository(Path("/nonexistent"), Settings())
SELECTION = select(load_rules(), (), ())
DAY = date(2026, 4, 1)
SLOW = 0.5
LONGEST = 20_000
"""Bytes of an input: enough for every mutation, short enough for thousands a minute."""

PIECES = (
    b"---\n", b"...\n", b"- ", b": ", b" #", b"#", b"? ", b"&a ", b"*a", b"!!str ", b"!x ", b"<<: ",
    b"|\n", b">-\n", b"'", b'"', b"\\", b"\\u202e", b"[", b"]", b"{", b"}", b",", b"%TAG ! x\n",
    b"\t", b"\r", b"\r\n", b"\n\n", b" ", b"\0", b"\x1b[", b"\x7f", b"\xff", b"\xc2\x85", b"\xe2\x80\xa8",
    b"\xef\xbb\xbf", b"\xe2\x80\xae", b"\xf0\x9f\x92\xa5", b"\xed\xa0\x80", b"<<<<<<< a\n", b">>>>>>> b\n",
    b"TODO", b"null", b"~", b"true", b"no", b"0x1f", b"1e9", b"-1", b"2026-02-30", b"2026-01-05",
    b"2026-01-05T10:00:00+01:00", b"kind: pilot\n", b"kind: incident\n", b"status: closed\n",
    b"status: draft\n", b"actions:\n", b"causes: []\n", b"<!--", b"-->", b"```\n", b"~~~\n", b"## ",
    b"# pmkit: ignore[PM201] x\n", b"<!-- pmkit: ignore[PM401] x -->\n", b"pmkit: ignore[", b"===\n",
    b"participants: {a: b}\n", b"related: [x, x]\n", b"deferred: [{from: 2026-01-01, to: 2025-01-01}]\n",
)  # fmt: skip
TEXTS = (
    "",
    "~",
    "x",
    "[a, b]",
    "{a: b}",
    "[[a]]",
    "'q'",
    "2026-01-05",
    "-1",
    "0",
    "9" * 30,
    "C1, C2",
    "a and b",
)


@dataclass(frozen=True)
class Failure:
    """An input that did what none may do."""

    raw: bytes
    why: str


def seeds() -> list[bytes]:
    """The files that inputs are made of: complete ones first, then the short hostile ones."""
    complete = [path.read_bytes() for path in sorted(BASE.glob("*.md"))]
    return complete * 10 + [case.raw for case in corpus() if len(case.raw) < LONGEST]


def inputs(seed: int) -> Iterator[bytes]:
    """Yield one input after another, the same ones for the same seed."""
    chance, pool = random.Random(seed), seeds()
    while True:
        raw = chance.choice(pool)
        for _ in range(chance.choice((1, 1, 2, 3, 5, 8))):
            raw = chance.choice(MUTATIONS)(raw, chance, pool)[:LONGEST]
        yield raw


def _place(raw: bytes, chance: random.Random) -> int:
    return chance.randrange(len(raw) + 1)


def _insert(raw: bytes, chance: random.Random, pool: list[bytes]) -> bytes:
    at = _place(raw, chance)
    return raw[:at] + chance.choice(PIECES) * chance.choice((1, 1, 1, 2, 40)) + raw[at:]


def _overwrite(raw: bytes, chance: random.Random, pool: list[bytes]) -> bytes:
    at, piece = _place(raw, chance), chance.choice(PIECES)
    return raw[:at] + piece + raw[at + len(piece) :]


def _flip(raw: bytes, chance: random.Random, pool: list[bytes]) -> bytes:
    at = _place(raw, chance)
    return raw[:at] + bytes([chance.randrange(256)]) + raw[at + 1 :]


def _delete(raw: bytes, chance: random.Random, pool: list[bytes]) -> bytes:
    at = _place(raw, chance)
    return raw[:at] + raw[at + chance.choice((1, 1, 2, 5, 30, 300)) :]


def _lines(raw: bytes, chance: random.Random, pool: list[bytes]) -> bytes:
    """Move, double, drop, indent or cut off whole lines."""
    lines = raw.split(b"\n")
    start = chance.randrange(len(lines))
    end = start + chance.choice((1, 1, 2, 5, 12))
    block = lines[start:end]
    other = chance.randrange(len(lines) + 1)
    what = chance.randrange(5)
    if what == 0:
        lines[start:end] = []
    elif what == 1:
        lines[other:other] = block
    elif what == 2:
        lines[start:end] = []
        lines[other:other] = block
    elif what == 3:
        shift = chance.choice((b" ", b"  ", b"\t", b"- ", b"\xc2\xa0"))
        lines[start:end] = [shift + line for line in block]
    else:
        lines[start:end] = [line.lstrip(b" -") for line in block]
    return b"\n".join(lines)


def _value(raw: bytes, chance: random.Random, pool: list[bytes]) -> bytes:
    """Give one key another value: the mutation that gets furthest into models and rules."""
    lines = raw.split(b"\n")
    keyed = [number for number, line in enumerate(lines) if b":" in line]
    if not keyed:
        return raw
    number = chance.choice(keyed)
    key, _, _ = lines[number].partition(b":")
    lines[number] = key + b": " + chance.choice(TEXTS).encode()
    return b"\n".join(lines)


def _key(raw: bytes, chance: random.Random, pool: list[bytes]) -> bytes:
    """Give one line's key to another line's value."""
    lines = raw.split(b"\n")
    first, second = chance.choice(lines), chance.randrange(len(lines))
    lines[second] = first.partition(b":")[0] + b":" + lines[second].partition(b":")[2]
    return b"\n".join(lines)


def _splice(raw: bytes, chance: random.Random, pool: list[bytes]) -> bytes:
    other = chance.choice(pool)
    return raw[: _place(raw, chance)] + other[_place(other, chance) :]


def _ends(raw: bytes, chance: random.Random, pool: list[bytes]) -> bytes:
    return raw.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n\n", b"\n \n")))


MUTATIONS: tuple[Callable[[bytes, random.Random, list[bytes]], bytes], ...] = (
    _insert, _insert, _overwrite, _flip, _delete, _lines, _lines, _value, _value, _value, _key, _splice, _ends,
)  # fmt: skip


def check(raw: bytes) -> str:
    """Return what is wrong with how `raw` is treated; empty when nothing is."""
    try:
        first, took = _timed(raw)
        second, again = _timed(raw)
    except Exception as error:
        return f"raised {type(error).__name__}: {error}"
    if min(took, again) > SLOW:  # once may be the machine
        return f"took {min(took, again):.2f} s"
    if first != second:
        return "read differently a second time"
    lines = _lines_of(raw)
    return next((f"outside of the file: {item}" for item in first if _is_outside(item, lines)), "")


def _timed(raw: bytes) -> tuple[list[Finding], float]:
    begin = time.process_time()
    return _lint(raw), time.process_time() - begin


def _lint(raw: bytes) -> list[Finding]:
    return lint_text(REPOSITORY, "postmortems/x.md", read_document(raw, LIMITS), SELECTION, DAY)


def _lines_of(raw: bytes) -> list[str]:
    text = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    return text.split("\n")


def _is_outside(item: Finding, lines: list[str]) -> bool:
    """A place lies inside its line; one column behind the line's end is still an end."""
    if not 1 <= item.line <= item.end_line <= len(lines):
        return item.line > 1  # the first line stands for files that have none
    if (item.end_line, item.end_column) < (item.line, item.column):
        return True
    if item.line == 1:
        return False  # `---`, or what should be there
    return not (
        1 <= item.column <= len(lines[item.line - 1]) + 1
        and 1 <= item.end_column <= len(lines[item.end_line - 1]) + 2
    )


def run(raws: Iterable[bytes], seconds: float = math.inf) -> tuple[int, list[Failure]]:
    """Try inputs, at most for so long; return how many, and those that failed."""
    end = time.monotonic() + seconds
    count, failures = 0, []
    for raw in raws:
        why = check(raw)
        if why:
            failures.append(Failure(raw, why))
        count += 1
        if time.monotonic() >= end or len(failures) >= 20:
            break
    return count, failures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, help="folder for the inputs that fail")
    words = parser.parse_args()
    count, failures = run(inputs(words.seed), words.seconds)
    print(f"seed {words.seed}: {count} inputs in {words.seconds:g} s, {len(failures)} failed")
    for number, failure in enumerate(failures):
        print(f"  {number}: {failure.why[:300]}")
        if words.out:
            words.out.mkdir(parents=True, exist_ok=True)
            (words.out / f"seed-{words.seed}-{number}.md").write_bytes(failure.raw)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
