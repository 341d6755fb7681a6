"""The git history of the example tells what really slipped, and ends in the example itself."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from pmkit.config import open_repository
from pmkit.document.read import read_document
from pmkit.document.source import Limits
from pmkit.model.finding import Level
from pmkit.rules.decide import select
from pmkit.rules.registry import load_rules
from pmkit.rules.run import lint_text
from tests.running import AGENCY, surroundings, told

SCRIPT = AGENCY / "history.py"
SLIPS = {
    "2024-11-15-wexcombe-clause-review:A3": (1, 14, 0),
    "2024-11-15-wexcombe-clause-review:A4": (1, 28, 1),
    "2025-03-14-norrvale-quote-agent:A1": (1, 108, 0),
    "2025-10-24-norrvale-carrier-mail:A3": (2, 56, 1),
    "2025-11-14-wexcombe-research-desk:A3": (1, 21, 1),
    "2025-12-05-ostervik-letter-coding:A2": (2, 42, 1),
    "2026-01-23-pelloway-visual-search:A1": (1, 14, 0),
    "2026-02-13-ostervik-scheduling-agent:A2": (1, 14, 1),
}
"""How often a deadline moved, by how many days in all, how often after it had passed."""


def replay(folder: Path, **environ: str) -> Path:
    words = [sys.executable, str(SCRIPT), str(folder)]
    env = surroundings(PYTHONDONTWRITEBYTECODE="1", **environ)
    done = subprocess.run(words, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{folder}\n", "")
    return folder


def git(folder: Path, *words: str) -> str:
    command = ["git", "-C", str(folder), *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not {".git", "__pycache__"} & set(path.parts)
    }


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return replay(tmp_path_factory.mktemp("history") / "agency")


def items(agency: Path, *words: str) -> list[dict[str, object]]:
    code, out, said = told(*words, "--format", "json", at=agency)
    assert (code, said) == (0, "")
    return json.loads(out)["items"]


def test_it_ends_in_the_example(agency: Path):
    assert contents(agency) == contents(AGENCY)
    assert git(agency, "status", "--porcelain") == ""


def test_every_machine_makes_the_same_commits(agency: Path, tmp_path: Path):
    (tmp_path / "config").write_text(
        "[user]\nname = X\n[core]\nautocrlf = true\n[init]\ndefaultBranch = x\n"
    )
    odd = {
        "GIT_AUTHOR_NAME": "X",
        "GIT_COMMITTER_DATE": "2001-01-01T00:00:00",
        "GIT_CONFIG_GLOBAL": str(tmp_path / "config"),
        "GIT_DIR": str(tmp_path / "elsewhere"),
        "TZ": "Pacific/Kiritimati",
    }
    again = replay(tmp_path / "again", **odd)
    heads = "for-each-ref", "--format=%(refname) %(objectname)"
    assert git(again, *heads) == git(agency, *heads)
    assert contents(again) == contents(agency)


def test_its_people_are_those_of_the_register(agency: Path):
    people = (AGENCY / "register" / "people.yml").read_text("utf-8")
    names = set(re.findall(r"name: ([^,]+),", people))
    assert set(git(agency, "log", "--format=%an").splitlines()) <= names
    days = git(agency, "log", "--format=%ad", "--date=short").splitlines()
    assert max(days) <= "2026-04-01"
    assert sorted(days, reverse=True) == days
    assert f"in {len(days)} commits" in (AGENCY / "README.md").read_text("utf-8")


def test_exactly_these_deadlines_slipped(agency: Path):
    for command in ("actions", "overdue"):
        rows = items(agency, command)
        found = {r["ref"]: (r["slips"], r["slipped_days"], r["moved_after_due"]) for r in rows}
        assert found == {ref: SLIPS.get(str(ref), (0, 0, 0)) for ref in found}
        assert command == "overdue" or set(SLIPS) <= set(found)


def test_overdue_shows_them(agency: Path):
    _, out, _ = told("overdue", "--format", "md", at=agency)
    cells = [line.split(" | ") for line in out.splitlines() if line.startswith("| ")]
    place = cells[0].index("slips")
    assert [row[place] for row in cells[2:]] == [
        *("2 (+56 d)", "1 (+21 d)", "1 (+14 d)", "2 (+42 d)", "1 (+14 d)", "", "", "")
    ]


def history(agency: Path, ref: str) -> list[str]:
    """Return what `history` tells, a space between two cells, and no ids of commits."""
    code, out, said = told("history", ref, at=agency)
    assert (code, said) == (0, "")
    return [" ".join(re.sub(r" [0-9a-f]{10} ", " ", line).split()) for line in out.splitlines()[1:]]


def test_a_deadline_and_a_verification_moved_after_their_day(agency: Path):
    assert history(agency, "research-desk:A3") == [
        "2025-11-21 Dana Okafor file written",
        "2026-01-20 Greta Vossberg A3 deadline moved from 2026-01-16 to 2026-02-06 (+21 d) after it was due",
        "2026-02-24 Greta Vossberg A3 verification reworded after it was due: Agendas of four "
        "calls list the item, and the notes of each hold a decision or a date for one.",
    ]


def test_moves_on_both_sides_of_a_new_name_count(agency: Path):
    assert [
        line for line in history(agency, "carrier-mail") if " A3 " in line or "renamed" in line
    ] == [
        "2025-11-06 Ruben Teixidor A3 status from open to in_progress",
        "2025-11-18 Ruben Teixidor A3 deadline moved from 2025-11-14 to 2025-11-28 (+14 d) after it was due",
        "2025-11-20 Noor Haddadin file renamed from postmortems/2025-10-21-norrvale-carrier-mail.md "
        "to postmortems/2025-10-24-norrvale-carrier-mail.md",
        "2025-11-27 Ruben Teixidor A3 deadline moved from 2025-11-28 to 2026-01-09 (+42 d)",
    ]


def test_owners_handed_over_and_a_deadline_was_brought_forward(agency: Path):
    assert "2025-12-18 Tomasz Wieland A2 handed from tomasz to ines" in history(
        agency, "letter-coding:A2"
    )
    assert "2025-04-22 Felix Amsler A1 handed from felix to oren" in history(
        agency, "quote-agent:A1"
    )
    assert any("brought forward" in line for line in history(agency, "category-drift:A2"))


def test_what_was_moved_on_a_branch_came_in_by_a_merge(agency: Path):
    (merge,) = git(agency, "log", "--merges", "--format=%H").split()
    kept, brought = git(agency, "rev-parse", f"{merge}^1", f"{merge}^2").split()
    assert git(agency, "diff", "--name-only", kept, brought).split() == [
        "postmortems/2026-02-13-ostervik-scheduling-agent.md"
    ]
    assert history(agency, "scheduling-agent:A2")[1:] == [
        "2026-03-16 Felix Amsler A2 deadline moved from 2026-03-13 to 2026-03-27 (+14 d) after it was due"
    ]
    assert "2026-03-17 Priya Nandakumar A1 status from open to implemented" in history(
        agency, "scheduling-agent:A1"
    )


def test_every_version_on_the_way_was_good(agency: Path, tmp_path: Path):
    """The registers are those of the end, save that nobody had left when they acted."""
    (tmp_path / "register").mkdir()
    for path in (agency / "register").iterdir():
        text = path.read_text("utf-8").replace("active: false", "active: true")
        (tmp_path / "register" / path.name).write_text(text, "utf-8")
    (tmp_path / "pmkit.toml").write_bytes((agency / "pmkit.toml").read_bytes())
    repository, selection = open_repository(tmp_path), select(load_rules(), (), ())
    seen: set[str] = set()
    for on, path, raw in versions(agency):
        seen.add(path)
        document = read_document(raw, Limits())
        found = lint_text(repository, path, document, selection, date.fromisoformat(on))
        assert [item for item in found if item.severity is Level.ERROR] == [], f"{on} {path}"
    assert len(seen) == 21  # one of the twenty had two names


def versions(agency: Path) -> list[tuple[str, str, bytes]]:
    """Return day, path and bytes of every version of every post-mortem."""
    log = git(agency, "log", "--reverse", "--raw", "--no-abbrev", "--no-renames", "-m",
              "--format=on %ad", "--date=short", "--", "postmortems")  # fmt: skip
    on, found = "", []
    for line in filter(None, log.splitlines()):
        if line.startswith("on "):
            on = line[3:]
        elif " D\t" not in line:
            meta, _, path = line.partition("\t")
            found.append((on, path, meta.split()[3]))
    asked = "".join(f"{blob}\n" for _, _, blob in found).encode()
    command = ["git", "-C", str(agency), "cat-file", "--batch"]
    out = subprocess.run(command, input=asked, capture_output=True, check=True).stdout
    texts = []
    for _ in found:
        head, _, out = out.partition(b"\n")
        size = int(head.split()[2])
        texts.append(out[:size])
        out = out[size + 1 :]
    return [(day, path, raw) for (day, path, _), raw in zip(found, texts, strict=True)]


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path):
    (tmp_path / "mine").write_text("x")
    words = [sys.executable, str(SCRIPT), str(tmp_path)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"history.py: {tmp_path} is not empty\n"
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
