"""The body: the sections of each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import NamedTuple

from corpus.case import Case
from corpus.words import VOCABULARY

PROMPT = "<!-- Facts first: what was planned, and what happened? -->"


def prose(case: Case, sentences: list[str]) -> Iterator[str]:
    """Yield one paragraph, two sentences a line."""
    for start in range(0, len(sentences), 2):
        yield " ".join(sentences[start : start + 2])


def paragraphs(case: Case, sentences: list[str]) -> Iterator[str]:
    """Yield one paragraph a sentence."""
    for number, sentence in enumerate(sentences, 1):
        yield from ("",) if number > 1 else ()
        yield f"**{number}.** {sentence}"


def bullets(case: Case, sentences: list[str]) -> Iterator[str]:
    """Yield a list."""
    return (f"- {sentence}" for sentence in sentences)


def steps(case: Case, sentences: list[str]) -> Iterator[str]:
    """Yield a numbered list."""
    return (f"{number}. {sentence}" for number, sentence in enumerate(sentences, 1))


def timeline(case: Case, sentences: list[str]) -> Iterator[str]:
    """Yield the events with their days, then a table of hours by month."""
    record = case.record
    length = max((record.anchor - record.began).days, 1)
    days = sorted(case.rng.randrange(length) for _ in sentences)
    for day, sentence in zip(days, sentences, strict=True):
        yield f"- **{record.began + timedelta(days=day)}** {sentence}"
    yield from ("", "| month | data | model | interfaces |", "| --- | ---: | ---: | ---: |")
    for month in range(1, 4):
        hours = " | ".join(str(case.rng.randint(20, 190)) for _ in range(3))
        yield f"| {month} | {hours} |"


def clock(case: Case, sentences: list[str]) -> Iterator[str]:
    """Yield an incident's events with their times, and a few lines of its log."""
    rng, at = case.rng, case.record.moments[0]
    for sentence in sentences:
        yield f"- {at:%H:%M} {sentence}"
        at += timedelta(minutes=rng.randint(4, 55))
    yield from ("", "```text")
    for second in range(5):
        number = rng.randint(1000, 9999)
        yield f"{at:%H:%M}:{second:02} request={number} passages={number % 4} status=200"
    yield "```"


class Section(NamedTuple):
    """A heading, the sentences it draws from, how many, and the form they take."""

    heading: str
    pool: str
    least: int
    most: int
    form: Callable[[Case, list[str]], Iterable[str]]
    in_order: bool = False


SUMMARY = Section("Summary", "summary", 6, 8, prose)
TIMELINE = Section("Timeline", "events", 8, 11, timeline, in_order=True)
WELL = Section("What went well", "well", 4, 6, bullets)
NOT_WELL = Section("What did not go well", "not_well", 5, 7, paragraphs)
QUESTIONS = Section("Open questions", "questions", 2, 3, bullets)
PLANNED = (SUMMARY, TIMELINE, WELL, NOT_WELL, QUESTIONS)

SECTIONS: dict[str, tuple[Section, ...]] = {
    "project": PLANNED,
    "checkpoint": PLANNED,
    "pilot": (
        SUMMARY,
        Section("What we set out to prove", "prove", 2, 4, bullets),
        TIMELINE,
        WELL,
        Section("Next pilot", "next_pilot", 3, 4, steps),
        QUESTIONS,
    ),
    "incident": (
        Section("Summary", "incident_summary", 4, 4, prose),
        Section("Timeline", "incident_events", 7, 8, clock, in_order=True),
        Section("Impact", "impact", 2, 3, bullets),
        Section("What worked", "worked", 2, 3, bullets),
        Section("What made it worse", "worse", 2, 3, bullets),
        QUESTIONS,
    ),
}


def body(case: Case) -> Iterator[str]:
    """Yield the sections of the file's kind; a draft still holds prompts and a blank."""
    is_draft = case.record.status == "draft"
    for section in SECTIONS[case.record.kind]:
        yield from ("", f"## {section.heading}", "")
        if is_draft:
            yield from (PROMPT, "")
        yield from section.form(case, sentences_of(case, section))
    if is_draft:
        yield "- TODO"


def sentences_of(case: Case, section: Section) -> list[str]:
    """Draw the filled sentences of one section."""
    pool: list[str] = VOCABULARY["body"][section.pool]
    count = min(case.rng.randint(section.least, section.most), len(pool))
    chosen = case.rng.sample(range(len(pool)), count)
    return [case.words.say(pool[at]) for at in (sorted(chosen) if section.in_order else chosen)]
