"""The anonymised digest: put together, checked in the form in which it leaves, or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pmkit.cli.digest_output import page_text
from pmkit.cli.leaks import is_private, refusal
from pmkit.cli.session import Session
from pmkit.errors import LeakError
from pmkit.render.formats import PostedFormat
from pmkit.visible import visible

if TYPE_CHECKING:
    from pmkit.anonymise.check import Hit
    from pmkit.anonymise.dictionary import Dictionary
    from pmkit.anonymise.exemptions import Standing
    from pmkit.record import Record
    from pmkit.reports.digest.period import Period
    from pmkit.reports.digest.shared import SharedDigest
    from pmkit.reports.digest.told import Told

_HINT = "change the wording in the post-mortem, see docs/anonymising.md"


def anonymised(
    session: Session,
    period: Period,
    today: date,
    format: PostedFormat,
    target: Path | None,
    show: bool,
) -> str:
    """Return the text of the digest of `period`, in which the check met nobody.

    Raises:
        LeakError: Somebody might be given away, or nobody can tell; nothing was written.
    """
    from pmkit.anonymise.check import check, check_name
    from pmkit.anonymise.exemptions import without_sentences
    from pmkit.anonymise.gate import open_dictionary
    from pmkit.anonymise.texts import with_texts

    names = open_dictionary(session.library)
    digest = _find(session, period, today)
    exempt = _exemptions(session, digest, today)
    digest = replace(digest, exempt=len(exempt))
    text = _text(session, digest, today, format, target)
    sentences = [standing.sentence for standing in exempt]
    seen = with_texts(digest, lambda told: without_sentences(told, sentences))
    checked = _visible_part(_text(session, seen, today, format, target), format)
    if not (hits := check(checked, names)):
        checked = _whole(seen)
        hits = check(checked, names)
    hits += check_name(target.name, names) if target else []
    if hits:
        shown = checked.decode().split("\n") if show and is_private(session) else None
        sources = _sources(session, period, names) if shown else ()
        raise refusal("may give somebody away", hits, shown, _HINT, sources)
    _tell_exempt(session, exempt, check(_visible_part(text, format), names))
    return text


def _find(session: Session, period: Period, today: date) -> SharedDigest:
    from pmkit.reports.digest.few import FEWEST
    from pmkit.reports.digest.shared import find_shared
    from pmkit.reports.selecting import is_undecidable

    library = session.library
    unclear = sum(map(is_undecidable, library.records))
    if unclear:
        raise LeakError(
            f"{unclear} post-mortems do not say clearly whether they count",
            "`pmkit lint` names them; correct them first",
        )
    digest = find_shared(library.records, library.registers, today, period, _teller(session))
    if not isinstance(digest.postmortems, int):
        session.say(
            f"note: {period.name} has fewer than {FEWEST} post-mortems, so readers may guess whose"
            " they are; a longer period hides more"
        )
    return digest


def _teller(session: Session) -> Callable[[Record], Told]:
    from pmkit.reports.digest.told import read_told

    def tell(record: Record) -> Told:
        told = read_told(session.repository, record)
        if told.in_doubt:
            raise LeakError(
                "a post-mortem has a `visibility` that nobody can read",
                "`pmkit lint` names it; correct it first",
            )
        return told

    return tell


def _text(
    session: Session, digest: SharedDigest, today: date, format: PostedFormat, target: Path | None
) -> str:
    """Return the digest as it is to be printed or written."""
    from pmkit.reports.digest.period import month_of

    if format is PostedFormat.JSON:
        from pmkit.render.jsontext import envelope

        return envelope("digest", month_of(today), [digest])
    from pmkit.render.digest_page import shared_sections

    return page_text(session, shared_sections(digest), format, target is not None)


def _whole(digest: SharedDigest) -> bytes:
    """Return all of the text: a terminal folds it, and breaks an escape in two; a chat cuts it."""
    from pmkit.render.digest_page import shared_sections
    from pmkit.render.page import to_text

    return to_text(shared_sections(digest), None, False).encode()


def _visible_part(text: str, format: PostedFormat) -> bytes:
    """Return the bytes to look into: all of them, but for the style sheet that pmkit adds."""
    if format is PostedFormat.HTML:
        from pmkit.render.html import without_style

        text = without_style(text)
    return text.encode()


def _exemptions(session: Session, digest: SharedDigest, today: date) -> list[Standing]:
    """Return the exemptions that count and fit a sentence of `digest`; say why others do not."""
    from pmkit.anonymise.exemptions import read_exemptions, sentences_of
    from pmkit.anonymise.texts import texts_of

    repository = session.repository
    there = {one for text in texts_of(digest) for one in (text, *sentences_of(text))}
    found = []
    for one in read_exemptions(repository.root, session.library.registers, today):
        if one.expired:
            session.say(f"note: exemption {one.number} ended on {one.until} and does not count")
        elif one.sentence in there:
            found.append(one)
    return found


def _tell_exempt(session: Session, exempt: Sequence[Standing], hits: Sequence[Hit]) -> None:
    for one in exempt:
        session.say(f"exemption {one.number} lets a sentence stand, until {one.until}")
    for hit in hits if exempt else ():
        session.say(f"  line {hit.line}: {hit.what}")


def _sources(session: Session, period: Period, names: Dictionary) -> Iterator[str]:
    """Yield where in the files the texts stand that the check refuses."""
    from pmkit.anonymise.check import check
    from pmkit.load import load_reading

    for record in session.library.records:
        if not period.holds(record.anchor_on):
            continue
        reading = load_reading(session.repository, record)
        told = reading.postmortem
        fields = [("causes", n, key) for n in range(len(told.causes)) for key in ("what", "root")]
        fields += [
            ("lessons", n, key)
            for n in range(len(told.lessons))
            for key in ("lesson", "implication")
        ]
        for part, number, key in fields:
            text = getattr(getattr(told, part)[number], key) or ""
            if check(text.encode(), names):
                line = reading.span(part, number, key).line
                yield f"  {visible(record.path)}:{line}: `{key}`"
