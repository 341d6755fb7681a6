"""The body: the sections of each kind."""

from __future__ import annotations



Section = tuple[str, str, int, int, str]
SUMMARY: Section = ("Summary", "summary", 6, 8, "prose")
TIMELINE: Section = ("Timeline", "events", 8, 11, "timeline")
WELL: Section = ("What went well", "well", 4, 6, "bullets")
NOT_WELL: Section = ("What did not go well", "not_well", 4, 6, "paragraphs")
QUESTIONS: Section = ("Open questions", "questions", 2, 4, "bullets")

SECTIONS: dict[str, tuple[Section, ...]] = {
    "project": (SUMMARY, TIMELINE, WELL, NOT_WELL, QUESTIONS),
    "checkpoint": (SUMMARY, TIMELINE, WELL, NOT_WELL, QUESTIONS),
    "pilot": (
        SUMMARY,
        ("What we set out to prove", "prove", 3, 4, "bullets"),
        TIMELINE,
        WELL,
        ("Next pilot", "next_pilot", 3, 5, "steps"),
        QUESTIONS,
    ),
    "incident": (
        ("Summary", "incident_summary", 3, 4, "prose"),
        ("Timeline", "incident_events", 5, 7, "clock"),
        ("Impact", "impact", 2, 3, "bullets"),
        ("What worked", "worked", 2, 3, "bullets"),
        ("What made it worse", "worse", 2, 3, "bullets"),
        QUESTIONS,
    ),
}
"""The body by kind: heading, where its sentences come from, how many, and in which form."""


def body(case: Case) -> Iterator[str]:
    """Yield the sections of the file's kind."""
    for heading, pool, least, most, form in SECTIONS[case.record.kind]:
        yield from ("", f"## {heading}", "")
        if case.record.status == "draft":
            yield from ("<!-- Facts first: what was planned, and what happened? -->", "")
        sentences = VOCABULARY["body"][pool]
        count = min(case.rng.randint(least, most), len(sentences))
        chosen = [case.words.say(sentence) for sentence in case.rng.sample(sentences, count)]
        yield from FORMS[form](case, chosen)
        if case.record.status == "draft" and heading == "Open questions":
            yield "- TODO"


def prose(case: Case, sentences: list[str]) -> Iterator[str]:
    """Yield one paragraph, a few sentences a line."""
    for start in range(0, len(sentences), 2):
        yield " ".join(sentences[start : start + 2])


def paragraphs(case: Case, sentences: list[str]) -> Iterator[str]:
    """Yield one paragraph a sentence, the first with a detail of its own."""
    extra = case.words.say(case.rng.choice(VOCABULARY["body"]["summary"]))
    for index, sentence in enumerate(sentences):
        yield from ("",) if index else ()
        yield f"**{index + 1}.** {sentence}" + (f" {extra}" if index == 0 else "")


def bullets(case: Case, sentences: list[str]) -> Iterator[str]:
    """Yield a list."""
    return (f"- {sentence}" for sentence in sentences)


def steps(case: Case, sentences: list[str]) -> Iterator[str]:
    """Yield a numbered list."""
    return (f"{number}. {sentence}" for number, sentence in enumerate(sentences, 1))


def timeline(case: Case, sentences: list[str]) -> Iterator[str]:
    """Yield the events with their days, then hours by month."""
    record = case.record
    length = max((record.anchor - record.began).days, 1)
    days = sorted(case.rng.randrange(length) for _ in sentences)
    for day, sentence in zip(days, sentences, strict=True):
        yield f"- **{record.began + timedelta(days=day)}** {sentence}"
    yield from ("", "| month | hours on data | hours on model | hours on interfaces |")
    yield "| --- | ---: | ---: | ---: |"
    for month in range(1, 4):
        hours = " | ".join(str(case.rng.randint(20, 190)) for _ in range(3))
        yield f"| {month} | {hours} |"


def clock(case: Case, sentences: list[str]) -> Iterator[str]:
    """Yield an incident's events with their times, and a few lines of its log."""
    at = case.record.moments[0]
    for sentence in sentences:
        yield f"- {at:%H:%M} {sentence}"
        at += timedelta(minutes=case.rng.randint(4, 55))
    yield from ("", "```text")
    for _ in range(4):
        at += timedelta(minutes=1)
        number = case.rng.randint(1000, 9999)
        yield f"{at:%H:%M:%S} request={number} passages={number % 4} status=200 cost={number}"
    yield "```"


FORMS: dict[str, Callable[[Case, list[str]], Iterable[str]]] = {
    "prose": prose,
    "paragraphs": paragraphs,
    "bullets": bullets,
    "steps": steps,
    "timeline": timeline,
    "clock": clock,
}
