"""`lint --changed`: from the name of a branch to what differs from it."""

from __future__ import annotations

from pmkit.cli.session import Session
from pmkit.errors import UsageError
from pmkit.git import GitError, Place, find_commit_of, find_fork, find_place
from pmkit.render.words import words
from pmkit.rules.targets import Targets
from pmkit.rules.touched import Touched, find_touched
from pmkit.visible import short, visible

_DEEPER = "this clone is shallow: `git fetch --unshallow` (`fetch-depth: 0` in a GitHub job)"


def touched_since(session: Session, targets: Targets, name: str) -> Touched:
    """Return what differs from where the head left the branch, tag or commit `name`.

    Args:
        name: Empty for the default branch.

    Raises:
        UsageError: There is no git, or it knows no such name.
    """
    root = targets.repository.root
    place = find_place(root)
    if place is None:
        raise UsageError(
            f"--changed asks git, and {visible(str(root))} is in no repository it can read",
            "leave --changed out, or run `git init` and commit",
        )
    try:
        touched = find_touched(targets, place, _fork(place, name, session))
    except GitError as error:
        raise UsageError(f"--changed: {error}", "leave it out to check everything") from None
    if touched.beside:
        session.say(
            f"note: {words(map(visible, touched.beside))} changed; what that means for files that"
            " did not is shown without --changed"
        )
    return touched


def _fork(place: Place, name: str, session: Session) -> str:
    if place.head is None:
        raise UsageError("--changed: nothing is committed yet", "leave it out, or commit first")
    commit = find_commit_of(place, name or None)
    if commit is None:
        raise UsageError(f"git knows no `{short(name)}`", _hint(place, name, session))
    fork = find_fork(place, commit)
    if fork is None:
        hint = _DEEPER if place.is_shallow else "name a branch that this one began on"
        raise UsageError(
            f"`{short(name or 'the default branch')}` and the head have no commit in common", hint
        )
    return fork


def _hint(place: Place, name: str, session: Session) -> str:
    if (session.directory / name).exists():
        return "that is a path: write it before --changed, or write --changed="
    if place.is_shallow:
        return _DEEPER
    return "name a branch, tag or commit, such as origin/main; `git fetch` brings what is missing"
