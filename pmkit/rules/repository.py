"""PM7xx: does the repository hold together, and do suppressions still mean something?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from pmkit.document.hydrate import is_todo
from pmkit.document.problem import FIRST_LINE, Problem
from pmkit.record import stem
from pmkit.rules.check import Check, Reference, RepositoryCheck
from pmkit.rules.registry import PlacedProblems, Problems, Weight, repository_rule, rule
from pmkit.similar import nearest
from pmkit.visible import short


@repository_rule("PM701", Weight.FORM)
def duplicate_id(check: RepositoryCheck) -> PlacedProblems:
    """Two files have the same name, and so the same id.

    Commands, reports and other post-mortems name a file by its stem, whatever folder it lies in.

    Bad:
        # postmortems/halden/2025-12-05-reader.md and postmortems/orsa/2025-12-05-reader.md
    Good:
        # postmortems/2025-12-05-halden-reader.md and postmortems/2025-12-05-orsa-reader.md
    """
    paths: dict[str, list[str]] = {}
    for path in dict.fromkeys(check.paths):
        paths.setdefault(stem(path), []).append(path)
    for facts in check.facts:
        same = paths.get(facts.id, [])
        if len(same) > 1 and facts.path in same:
            others = [f"`{short(path, 120)}`" for path in same if path != facts.path]
            more = f" and {len(others) - 1} more" if len(others) > 1 else ""
            yield (
                facts.path,
                Problem(
                    FIRST_LINE,
                    f"{others[0]}{more} has the same id, `{short(facts.id)}`",
                    "rename one of them, so that each id names one file",
                ),
            )


@repository_rule("PM702", Weight.COMPLETE)
def dangling_related(check: RepositoryCheck) -> PlacedProblems:
    """`related` names a post-mortem that does not exist.

    The link was to lead the next reader to what is already known. An id is a file's name without
    folder and `.md`.

    Bad:
        related: [2025-01-10-halden-scan]
    Good:
        related: [2025-01-10-halden-scans]
    """
    ids = _Ids(check)
    for path, reference in _references(check, "related"):
        if reference.target not in ids.paths:
            yield path, ids.dangling(reference, reference.target)


@rule("PM703", Weight.FORM)
def dangling_addresses(check: Check) -> Problems:
    """An action addresses a cause that the file does not list.

    Without its cause an action counts for no tag, so nobody can see whether the fix worked.

    Bad:
        actions:
          - id: A1
            what: Add random sampling to the discovery checklist.
            addresses: [C9]
    Good:
        actions:
          - id: A1
            what: Add random sampling to the discovery checklist.
            addresses: [C1]
    """
    pm = check.pm
    if ("causes",) in check.reading.kept or (not pm.causes and check.is_written("causes")):
        return  # a cause that cannot be read may be the one that is meant
    ids = [cause.id for cause in pm.causes if cause.id]
    listed = ", ".join(f"`{short(cause)}`" for cause in ids[:8])
    for index, action in check.actions():
        for place, target in enumerate(action.addresses or ()):
            if target in ids or is_todo(target):
                continue
            yield check.at(
                "actions",
                index,
                "addresses",
                place,
                message=f"no cause of this file has the id `{short(target)}`",
                hint=f"write one of {listed}" if ids else "list the cause under `causes:`",
            )


@repository_rule("PM704", Weight.COMPLETE)
def dangling_thanks_to(check: RepositoryCheck) -> PlacedProblems:
    """`thanks_to` names a post-mortem or an action that does not exist.

    That an earlier action stopped a problem is the best evidence there is that a fix works; it
    counts for the action that is named, as POSTMORTEM:ACTION.

    Bad:
        prevented:
          - what: A batch of unreadable scans reached the archive.
            thanks_to: [2025-01-10-halden-scans:A7]
    Good:
        prevented:
          - what: A batch of unreadable scans reached the archive.
            thanks_to: [2025-01-10-halden-scans:A2]
    """
    ids, facts_of = _Ids(check), cache(check.facts_of)
    for path, reference in _references(check, "thanks_to"):
        name, _, action = reference.target.partition(":")
        if name not in ids.paths:
            yield path, ids.dangling(reference, name)
            continue
        known = [facts for facts in map(facts_of, ids.paths[name]) if facts] if action else []
        if known and not any(action in facts.action_ids for facts in known):
            actions = ", ".join(f"`{short(word)}`" for word in known[0].action_ids[:8])
            yield (
                path,
                Problem(
                    reference.span,
                    f"`{short(name, 80)}` has no action `{short(action)}`",
                    f"its actions are {actions}" if actions else "name the post-mortem alone",
                ),
            )


class _Ids:
    """The ids of the repository, and what is said of a name that is none."""

    def __init__(self, check: RepositoryCheck) -> None:
        self.paths: dict[str, list[str]] = {}
        for path in dict.fromkeys((*check.paths, *(facts.path for facts in check.facts))):
            self.paths.setdefault(stem(path), []).append(path)
        self._guesses = 0

    def dangling(self, reference: Reference, name: str) -> Problem:
        message = f"there is no post-mortem `{short(name, 80)}`"
        near = self._similar(name)
        hint = f"did you mean `{short(near, 80)}`?" if near else _ID
        return Problem(reference.span, message, hint)

    def _similar(self, name: str) -> str | None:
        bare = re.sub(r"\.md\Z", "", name.rpartition("/")[2])
        if bare in self.paths:
            return bare
        self._guesses += 1
        if self._guesses > _MOST_GUESSES or not bare:
            return None
        holding = [item for item in self.paths if bare in item]
        if len(holding) == 1:
            return holding[0]
        return nearest(bare, self.paths, 0.8)


_ID = "write the file's name without folder and `.md`, as `pmkit list` shows it"
_MOST_GUESSES = 20
"""Each guess compares with every id; so many are enough to see what went wrong."""


def _references(check: RepositoryCheck, key: str) -> Iterable[tuple[str, Reference]]:
    if not check.paths:  # single files of no repository: nobody knows what else there is
        return
    for facts in check.facts:
        for reference in facts.references:
            if reference.key == key and not is_todo(reference.target):
                yield facts.path, reference


_DATED = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")


@rule("PM705", Weight.ADVICE)
def name_not_anchor_date(check: Check) -> Problems:
    """The date in the file's name is not the day the post-mortem is dated by.

    Files sort by name and reports by the anchor date: the day of completion, of an incident the
    day it was resolved. People who look for one find the other. The example stands in
    `2025-12-05-example.md`.

    Bad:
        completed_on: 2025-12-04
    Good:
        completed_on: 2025-12-05
    """
    name, pm = stem(check.path), check.pm
    keys = [key for key in (pm.anchor_key, "started_at", "completed_on") if check.is_written(key)]
    dated = _DATED.match(name)
    if not dated or not keys or pm.anchor_on is None or getattr(pm, keys[0], None) is None:
        return
    if dated[0] != str(pm.anchor_on):
        right = f"{pm.anchor_on}{name[dated.end() :]}.md"
        yield check.at(
            keys[0],
            message=f"`{keys[0]}` is {pm.anchor_on}, and the file's name begins with {dated[0]}",
            hint=f"correct the date, or rename the file to `{short(right, 120)}`",
        )


@rule("PM706", Weight.ADVICE)
def relates_to_itself(check: Check) -> Problems:
    """A post-mortem names itself as related, or as what prevented a problem.

    Such a link leads nowhere; it is mostly left over from a file that was copied. The example
    stands in `2025-12-05-example.md`.

    Bad:
        related: [2025-12-05-example]
    Good:
        related: [2025-01-10-halden-scans]
    """
    own, message = stem(check.path), "this is the post-mortem's own id"
    hint = "name another post-mortem, or remove it"
    for index, target in enumerate(check.pm.related):
        if target == own:
            yield check.at("related", index, message=message, hint=hint)
    for place, item in enumerate(check.pm.prevented):
        for index, target in enumerate(item.thanks_to or ()):
            if target.partition(":")[0] == own:
                path = ("prevented", place, "thanks_to", index)
                yield check.at(*path, message=message, hint=hint)


@rule("PM790", Weight.ADVICE)
def unused_ignore(_check: Check) -> Problems:
    """A suppression suppresses nothing.

    What it once held back was corrected, or it stands on the wrong line. It would hide the next
    finding there without anybody having decided that.

    Bad:
        client: halden  # pmkit: ignore[PM102] the key of an older format
    Good:
        clint: halden  # pmkit: ignore[PM102] the key of an older format
    """
    return ()  # told by pmkit.rules.suppressions, which knows what was suppressed


@rule("PM791", Weight.COMPLETE)
def ignore_without_reason(_check: Check) -> Problems:
    """A suppression does not say why the rule does not apply.

    The next reader cannot tell a decision from a shortcut, and nobody dares to remove it.

    Bad:
        clint: halden  # pmkit: ignore[PM102]
    Good:
        clint: halden  # pmkit: ignore[PM102] the key of an older format
    """
    return ()  # told by pmkit.rules.suppressions


@rule("PM792", Weight.ADVICE)
def unknown_rule_in_ignore(_check: Check) -> Problems:
    """A suppression names no rule that pmkit knows.

    It has no effect. Codes and full names are accepted, families such as PM1 are not: what is
    held back should have been seen by whoever held it back.

    Bad:
        clint: halden  # pmkit: ignore[PM1] the key of an older format
    Good:
        clint: halden  # pmkit: ignore[PM102] the key of an older format
    """
    return ()  # told by pmkit.rules.suppressions
