"""PM6xx: is it told? The body's sections, what is left to fill in, and what is told twice."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from pmkit.document.body import Body, Section
from pmkit.document.hydrate import label
from pmkit.document.nodes import Path, Scalar
from pmkit.document.problem import Problem, Span
from pmkit.model.enums import Kind
from pmkit.model.postmortem import Incident
from pmkit.model.sections import folded, headings
from pmkit.rules.check import Check
from pmkit.rules.parts import scalars
from pmkit.rules.registry import Problems, Weight, rule
from pmkit.visible import short


@rule("PM601", Weight.COMPLETE)
def section_missing(check: Check) -> Problems:
    """The body lacks a section that its kind asks for.

    Whoever reads twenty post-mortems looks for the same thing in the same place; a missing heading
    mostly means a question that nobody asked. `sections.rename` sets your own headings.

    Bad:
        ## Summary

        The reader went live eleven days late.
    Good:
        ## Summary

        The reader went live eleven days late.

        ## Timeline

        First warning on 20 October; live on 5 December.

        ## What went well

        The weekly sample review showed the problem early.

        ## What did not go well

        Scans were absent from training.

        ## Open questions

        None.
    """
    body = check.document.body
    for heading, found in _sections(check):
        if found:
            continue
        same = folded(heading)
        other = next((item for item in body.sections if folded(item.title) == same), None)
        hint = f'add a line "## {short(heading, 80)}"'
        if other:
            hint = f"begin the heading on line {other.line} with exactly two #"
        yield Problem(_first_line(body), f"the section `## {short(heading, 80)}` is missing", hint)


@rule("PM602", Weight.COMPLETE)
def section_empty(check: Check) -> Problems:
    """A section that the kind asks for holds no text.

    Comments and sub-headings alone tell nothing. Where there is nothing to tell, one word that
    says so shows that the question was asked.

    Bad:
        ## Timeline

        <!-- Kickoff, first warning, when failure was plain, what was done. -->
    Good:
        ## Timeline

        Kickoff on 1 September; first warning on 20 October; live on 5 December.
    """
    body = check.document.body
    for heading, found in _sections(check):
        if found and all(_is_empty(body, section) for section in found):
            yield Problem(
                body.span(found[0].at, len(body.text[: found[0].end].rstrip())),
                f"the section `{short(heading, 80)}` holds no text",
                "write what belongs here, or a word that says there is nothing",
            )


def _sections(check: Check) -> Iterator[tuple[str, list[Section]]]:
    """Yield each heading that the kind asks for, with the sections that have it."""
    if not isinstance(check.pm.kind, Kind):
        return
    found: dict[str, list[Section]] = {}
    for section in check.document.body.sections:
        if section.level == 2:
            found.setdefault(folded(section.title), []).append(section)
    for heading in headings(check.pm.kind, check.settings.sections.rename):
        yield heading, found.get(folded(heading), [])


_TEXT = re.compile(r"[^\s\-*+_>#|:.…–—=~`]")


def _is_empty(body: Body, section: Section) -> bool:
    """Tell whether nothing but comments, headings and signs stands in `section`."""
    at = section.start
    first = bisect_left(body.sections, at, key=lambda item: item.at)
    for index in range(first, len(body.sections)):
        inner = body.sections[index]
        if inner.at >= section.end:
            break
        if _TEXT.search(body.visible(at, inner.at)):
            return False
        at = inner.start
    return not _TEXT.search(body.visible(at, section.end))


def _first_line(body: Body) -> Span:
    """Return the first line of the body that holds something; of an empty one, its first."""
    start = len(body.text) - len(body.text.lstrip())
    if start == len(body.text):
        return Span(body.first_line, 1, body.first_line, 1)
    start = body.text.rfind("\n", 0, start) + 1
    end = body.text.find("\n", start)
    return body.span(start, len(body.text[start : end if end >= 0 else None].rstrip()) + start)


_TODO = re.compile(r"\bTODO\b")
_OF_ACTIONS = {"id", "what", "owner", "deadline", "verification"}
"""Keys of an action whose own rules report a value that begins with TODO."""


@rule("PM603", Weight.COMPLETE)
def todo_left(check: Check) -> Problems:
    """A blank of the template is still to be filled in.

    `TODO`, in capitals, marks what is to come: in a value or in the text, but not in code and
    comments. Keys of your own, `x-…`, may hold it.

    Bad:
        client: TODO
    Good:
        client: halden
    Bad:
        ## Summary

        TODO: two sentences.
    """
    yield from _todo_in_front_matter(check)
    body = check.document.body
    for match in _TODO.finditer(body.text) if "TODO" in body.text else ():
        if not body.is_hidden(match.start()):
            line = body.text[match.start() : match.start() + 80].partition("\n")[0].strip()
            yield Problem(
                body.span(*match.span()),
                f"`{short(line)}` is left in the text",
                "write what belongs here, or remove the line",
            )


def _todo_in_front_matter(check: Check) -> Iterator[Problem]:
    text, root = check.document.source.front_matter, check.document.root
    if root is None or "TODO" not in text:
        return
    reported = {problem.span for problem in check.reading.problems}
    for path, node in scalars(root):
        if _TODO.search(node.value) and not _is_told_elsewhere(path, node):
            if check.document.text_span(node.start, node.end) in reported:
                continue
            where = f"`TODO` is left in `{label(path)}`"
            is_needed = len(path) == 1 and path[0] in ("kind", "title", "status")
            hint = "write the value" if is_needed else "write the value, or remove the line"
            places = [match.span() for match in _TODO.finditer(text, node.start, node.end)]
            for start, end in places or [(node.start, node.end)]:
                yield Problem(check.document.text_span(start, end), where, hint)


def _is_told_elsewhere(path: Path, node: Scalar) -> bool:
    if any(isinstance(step, str) and step.startswith("x-") for step in path):
        return True
    of_action = path[0] == "actions" and len(path) == 3 and path[2] in _OF_ACTIONS
    return of_action and _TODO.match(node.value.lstrip()) is not None


_WORD = re.compile(r"\w\S*")


@rule("PM604", Weight.ADVICE)
def incident_longer_than_a_page(check: Check) -> Problems:
    """The body of an incident is longer than about a page.

    People read it between two alarms, and the next one who needs it is on call. Logs, queries and
    long discussions belong behind a link. `lint.incident_words` sets the length.

    Bad:
        # an incident whose body has 1 400 words, half of them a log
    Good:
        # an incident of 400 words, with the log behind a link
    """
    if type(check.pm) is not Incident:
        return
    body, most = check.document.body, check.settings.lint.incident_words
    if body.text.count(" ") + body.text.count("\n") + body.text.count("\t") < most:
        return
    words = len(_WORD.findall(body.visible(0, len(body.text))))
    if words > most:
        yield Problem(
            _first_line(body),
            f"the body has {words} words; a page holds about {most}",
            "move logs and details behind a link under `links:`",
        )


_RULES_OF_A_TABLE = ("|-", "| -", "|:", "| :", "-|", "- |", ":|", ": |")
_RULED = re.compile(r"^[ \t|:-]++\r?$", re.MULTILINE)
_OWNER = frozenset({"owner", "owners", "assignee", "assigned", "responsible", "who"})
_DEADLINE = frozenset({"deadline", "deadlines", "due"})
_PLANNED = frozenset({"planned", "plan"})
_ACTUAL = frozenset({"actual", "actuals"})


@rule("PM605", Weight.ADVICE)
def table_repeats_front_matter(check: Check) -> Problems:
    """A table in the body tells the actions or the metrics a second time.

    Two copies kept by hand differ after the first change, and nobody knows which one holds. Every
    command and report draws these tables from the front matter.

    Bad:
        ## Open questions

        | Action | Owner | Due |
        | --- | --- | --- |
        | Add random sampling to the checklist | tariq | 15 January |
    Good:
        ## Open questions

        | Question | Who knows |
        | --- | --- |
        | Does the archive hold faxes? | the client's records office |
    """
    body = check.document.body
    if "|" not in body.text or not any(map(body.text.__contains__, _RULES_OF_A_TABLE)):
        return
    for start, end in _table_headers(body):
        words = set(re.findall(r"\w+", body.text[start:end].casefold()))
        if check.pm.actions and words & _OWNER and words & _DEADLINE:
            key = "actions"
        elif check.pm.metrics and words & _PLANNED and words & _ACTUAL:
            key = "metrics"
        else:
            continue
        yield Problem(
            body.span(start, end),
            f"this table repeats `{key}` of the front matter",
            f"remove it: `pmkit show` draws it from `{key}:`",
        )


def _table_headers(body: Body) -> Iterator[tuple[int, int]]:
    """Yield where the first row of each table stands."""
    for match in _RULED.finditer(body.text):
        if "-" not in match[0] or match.start() == 0 or body.is_hidden(match.start()):
            continue
        end = match.start() - 1
        start = body.text.rfind("\n", 0, end) + 1
        row = body.text[start:end].rstrip()
        if "|" in row:
            yield start, start + len(row)
