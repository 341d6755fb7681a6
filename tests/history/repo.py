"""Real git repositories with fixed dates, and a second way to count slips: one commit at a time."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

import yaml

from pmkit.config import open_repository
from pmkit.history import History, read_history

NAME = "2026-01-09-voice"
PATH = f"postmortems/{NAME}.md"


def text_of(actions=(), status="reviewed", title="Voice", filler="") -> str:
    """Return a post-mortem with these actions, each a dict."""
    front = {"kind": "project", "status": status, "title": title, "completed_on": "2026-01-09"}
    front["actions"] = [{"id": "A1", "what": "Do it.", "owner": "sarah", **one} for one in actions]
    body = f"\n## Summary\n\n{filler or 'It took longer than planned, and nobody saw it coming.'}\n"
    return f"---\n{yaml.safe_dump(front, sort_keys=False)}---\n{body}"


class Repo:
    """A git repository whose commits are dated by hand."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main", "--template=")
        (root / "pmkit.toml").write_text("format = 1\n")
        (root / "postmortems").mkdir(exist_ok=True)

    def git(self, *words: str, on: str = "2026-01-10", check: bool = True) -> str:
        when = on if "T" in on else f"{on}T12:00:00+0000"
        who = {"NAME": "Sarah K", "EMAIL": "sarah@fernbank.example"}
        environ = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        environ |= {f"GIT_AUTHOR_{key}": value for key, value in who.items()}
        environ |= {f"GIT_COMMITTER_{key}": value for key, value in who.items()}
        environ |= {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": "2026-09-01T12:00:00+0000"}
        environ |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        done = subprocess.run(
            ["git", "-C", str(self.root), *words],
            env=environ,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0 or not check, done.stderr
        return done.stdout.strip()

    def write(self, *actions: dict[str, object], path: str = PATH, **rest: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text_of(actions, **rest))

    def commit(self, on: str, *actions: dict[str, object], path: str = PATH, **rest: str) -> None:
        """Commit everything, after writing a file with these actions if there are any."""
        if actions or rest:
            self.write(*actions, path=path, **rest)
        self.git("add", "--all", on=on)
        self.git("commit", "--quiet", "--allow-empty", "-m", "x", on=on)

    def history(self, *, fresh: bool = False) -> History | None:
        if fresh:
            self.forget()
        return read_history(open_repository(self.root))

    def forget(self) -> None:
        for path in sorted((self.root / ".git" / "pmkit").rglob("*.json")):
            path.unlink()

    def slips(self, action: str = "A1", path: str = PATH, **how: bool) -> tuple[int, int, int]:
        history = self.history(**how)
        assert history is not None
        found = history.slips(path, action)
        return found.times, found.days, found.after_due

    def told(self, path: str = PATH) -> list[tuple[str, str, str, str, bool]]:
        history = self.history()
        assert history is not None
        return [(c.action, c.field, c.old, c.new, c.late) for c in history.changes(path)]


def due(day: str, **rest: object) -> dict[str, object]:
    """Return an action with this deadline."""
    return {"deadline": day, **rest}


def deadlines_by_hand(repo: Repo, path: str) -> list[tuple[str, dict[str, str]]]:
    """Return the day of each commit and the deadlines in it, for a file that never moved."""
    found = []
    for commit in repo.git("rev-list", "--reverse", "--first-parent", "HEAD").split():
        on = repo.git("show", "-s", "--format=%ad", "--date=short", commit)
        there = repo.git("ls-tree", "--name-only", commit, path)
        text = repo.git("show", f"{commit}:{path}") if there else ""
        front = yaml.safe_load(text.split("---\n")[1]) if text else {}
        found.append((on, {one["id"]: one["deadline"] for one in front.get("actions", ())}))
    return found


def slips_by_hand(versions: list[tuple[str, dict[str, str]]], name: str) -> tuple[int, int, int]:
    """Count the slips of an action, commit by commit, without merges."""
    last, times, days, late = None, 0, 0, 0
    for on, deadlines in versions:
        now = deadlines.get(name)
        if now and last and now > last:
            times += 1
            days += (date.fromisoformat(now) - date.fromisoformat(last)).days
            late += on > last
        last = now or last
    return times, days, late
