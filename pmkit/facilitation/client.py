"""The talk with the client, and the interview that comes before the internal meeting.

Content: domain.md, "The client conversation".
"""

from __future__ import annotations

from datetime import date

from pmkit.facilitation.phase import Phase
from pmkit.model.enums import Kind, Outcome

CLIENT_MEETING = (
    Phase("What happened", 10, "the timeline, in plain words", ("Is this how you saw it, too?",)),
    Phase(
        "Root cause",
        10,
        "systems of ours, no persons and no excuses",
        ("Does this explain what you saw? What does it not explain?",),
    ),
    Phase(
        "Impact",
        5,
        "what it meant, for how long",
        ("What did it cost you that we cannot see from here?",),
    ),
    Phase(
        "The response",
        5,
        "what went well in it, and what could have been better",
        ("Which moment of our response helped, and which did not?",),
    ),
    Phase(
        "What has been changed",
        10,
        "only what is in place is called done",
        ("What would you want to look at to believe that it works?",),
    ),
    Phase(
        "Your own view",
        10,
        "heard without an answer",
        ("What should we understand that is on none of these pages?",),
    ),
    Phase(
        "Next steps",
        10,
        "the review in 30 days, and how we go on",
        ("Who shall be there in 30 days, and what do you want to see by then?",),
    ),
)

CLIENT_OPENING_MINUTES = 2
"""Of the first phase: the acknowledgment, and time for what comes back."""

CLIENT_CLOSING = (
    "Read back what the client said and what was promised, each with its day.",
    "Say who writes it down, and that everybody here gets it within 48 hours.",
)

CLIENT_RULES = (
    "One clear acknowledgment, at the beginning. An apology that is repeated becomes a plea.",
    "“Already in place” is said only of actions whose status says so.",
    "The written summary went out before; the meeting does not read it out.",
    "Questions are answered or taken along with a day; none is explained away.",
)


def acknowledgment(
    kind: Kind | None, outcome: Outcome | None, ended_on: date | None, *, is_ours: bool
) -> str:
    """Return the one sentence that is said at the beginning; what is not known is a blank.

    Args:
        ended_on: The day it ended.
        is_ours: Whether a cause of it lies with us.
    """
    day = ended_on.isoformat() if ended_on else "[day]"
    ours = "and our part in that is ours to answer for" if is_ours else "and you bore the effects"
    if kind is Kind.INCIDENT:
        return f"Until {day} our system did what it must not do, {ours}."
    if outcome is Outcome.SUCCEEDED:
        return f"What ended on {day} is what we had agreed, and your people have a part in that."
    if outcome is None:
        return f"What you had on {day} was not [what was agreed], {ours}."
    return f"What you had on {day} was not all that we had agreed, {ours}."


CLIENT_QUESTIONS = (
    "What did you expect when we began, in your own words?",
    "When did you first doubt that it would come out that way, and what made you doubt?",
    "Which decision of ours would you have made differently, with what you knew then?",
    "What did you have to do that you had not planned for?",
    "What went better than you expected, and should stay?",
    "How likely are you to recommend us, from 0 to 10, and what would make it one more?",
    "What should we have asked you, and did not?",
)
"""Asked before the internal meeting; the answers are brought in as data, the client is not."""
