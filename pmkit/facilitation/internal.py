"""The internal meeting, by kind: its phases and what is asked in them.

Lengths: domain.md, "Time rules"; content: "Facts before opinions" and "Analysis".
"""

from __future__ import annotations

from pmkit.facilitation.phase import Phase
from pmkit.model.enums import Kind

_CONTEXT = (
    "Is anything in the pre-read wrong or missing? Correct it now; it is not argued later.",
    "What had been promised, to whom, in which words?",
    "When did somebody first think that this would not end as planned?",
)
_WENT_WELL = (
    "What would you do again in the same way, and what made it work?",
    "Which practice could another team copy on Monday? Name the file, the tool or the habit.",
    "Where were we lucky? Luck goes on the list, marked as luck.",
)
_DID_NOT = (
    "What happened, as a camera would have seen it? No names, no motives.",
    "Which condition made that the sensible thing to do at the time?",
    "What cost most: days, money, trust? Which three to five do we take to their roots?",
)
_FEWER = (
    *_DID_NOT[:-1],
    "What cost most: days, money, trust? Which two or three do we take to their roots?",
)
_ROOTS = (
    "Why did it happen? And why was that not prevented?",
    "Why did nobody see the gap earlier, and why did no check show it?",
    "Why is the system built so that this can go unseen?",
    "Stop at a system that we can change, never at a person. Where else could the same root bite?",
)
_ACTIONS = (
    "Which process, template, tool or practice changes, and by how much?",
    "Who is the one person that answers for it, and until which day?",
    "What will somebody else be able to look at to see that it works?",
    "Three to five, by effect against effort. What do we leave out, knowingly?",
)

PHASES: dict[Kind, tuple[Phase, ...]] = {
    Kind.PROJECT: (
        Phase("Context", 15, "everybody has the same facts", _CONTEXT),
        Phase("What went well", 20, "practices that others can copy", _WENT_WELL),
        Phase("What did not go well", 30, "three to five findings, ranked", _DID_NOT),
        Phase("Root causes", 15, "each finding ends in a system", _ROOTS),
        Phase("Actions", 10, "owner, day and verification for each", _ACTIONS),
    ),
    Kind.CHECKPOINT: (
        Phase("Context", 10, "what changed since the last look back", _CONTEXT),
        Phase("What went well", 10, "what the next months keep", _WENT_WELL),
        Phase("What did not go well", 20, "two or three findings, ranked", _FEWER),
        Phase("Root causes", 10, "each finding ends in a system", _ROOTS),
        Phase("Actions", 10, "owner, day and verification for each", _ACTIONS),
    ),
    Kind.PILOT: (
        Phase(
            "Context",
            10,
            "what the pilot was to prove, and the figures",
            (
                "Which outcome was promised at the start, and to whom?",
                "Who used it, how often, for how long? Read the figures out before any opinion.",
            ),
        ),
        Phase(
            "Friction",
            20,
            "each friction point in one of three buckets, before any cause",
            (
                "Friction points only. Technical, workflow or adoption: what does the room say?",
                "For each one called technical: would it have gone away with a perfect model?",
                "Keep the first bucket and the final one; the difference is a finding.",
            ),
        ),
        Phase(
            "Path",
            20,
            "the hand-offs from trigger to value, and the one that lost its energy",
            (
                "What sets the work off? Walk from there to the value, hand-off by hand-off.",
                "Roles and moments, no names. At which hand-off was it no longer worth it?",
                "Which step did we add, and which step that people liked did we replace?",
            ),
        ),
        Phase(
            "Upstream",
            20,
            "for each friction point the early decision behind it",
            (
                "Which early decision or assumption set this up?",
                "In which roles was it made, and was it ever looked at again?",
                "If there is one cause only, what are we not looking at?",
            ),
        ),
        Phase(
            "Conditions and lessons",
            20,
            "ranked conditions; lessons, no decisions yet",
            (
                "Which conditions must hold before a next pilot? Rank them.",
                "What have we learnt that has no owner but changes the next pilot?",
                "Decisions wait for the second session: nobody diagnoses and redesigns at once.",
            ),
        ),
    ),
    Kind.INCIDENT: (
        Phase(
            "Timeline",
            15,
            "one timeline that everybody signs",
            (
                "How was it detected, and what could have shown it sooner?",
                "How was it contained, and who was told when?",
                "When was it diagnosed, and when mitigated? What did we believe in between?",
            ),
        ),
        Phase(
            "What worked",
            5,
            "what kept it from being worse",
            ("What stopped it from becoming worse, and was that by design?",),
        ),
        Phase(
            "What made it worse",
            15,
            "contributing factors, apart from the trigger",
            (
                "What set it off, and what had made it possible before?",
                "Which guardrail, alert or case of the eval set was not there?",
            ),
        ),
        Phase("Causes", 15, "a chain for the trigger and for the late detection", _ROOTS),
        Phase(
            "Actions",
            10,
            "at least one regression case",
            (
                "Which case goes into the eval set, so that the old behaviour fails it?",
                "Which alert would have fired earlier, and how do we show that?",
                *_ACTIONS[1:3],
            ),
        ),
    ),
}
"""In the order of the meeting; `fitted` makes them as long as the meeting is."""

SECOND_SESSION = (
    Phase(
        "What we learnt",
        15,
        "the lessons of the first session, unchanged",
        ("Read conditions and lessons out as they were written. Is one wrong in its facts?",),
    ),
    Phase(
        "Decisions",
        40,
        "each with one owner, a day and a definition of done",
        (
            "Which lesson calls for a decision, and who can make it?",
            "What does done look like, so that somebody else can tell?",
        ),
    ),
    Phase(
        "Commitments",
        20,
        "one sentence a person, and every decision accepted by its owner",
        (
            "What will you yourself do differently? One sentence, about yourself. (`commitments`)",
            "Read the decisions out: owner, day, definition of done. Silence is no consent: ask.",
        ),
    ),
)
"""A pilot's second sitting, about a week later (domain.md, "Time rules")."""

GROUND_RULES = (
    "We look for the conditions, not for the culprit: everybody acted sensibly on what they knew.",
    "Facts first. A fact has a source; an opinion says that it is one.",
    "Roles, not names. Nobody is quoted outside of this room.",
    "One speaks, the others listen. The facilitator interrupts blame, also their own.",
    "What is said about a person can never be used to rate that person.",
)

OPENING_MINUTES = 3
"""Of the first phase: the opening words and the ground rules."""

CLOSING_MINUTES = 4
"""Of the last phase: a sentence a person, and the actions read out."""

_CLOSING = (
    "Each person, in one sentence: what will I myself do differently? (`commitments`)",
    "Read the actions out: owner, day, verification. Silence is no consent: ask each owner.",
    "The written summary is out within 48 hours; say who writes it.",
)
_CLOSING_FIRST = (
    "Read the conditions and lessons out. Which is not as it was said, and which is not there?",
    "Say the day of the second session: decisions and commitments are made there.",
    _CLOSING[-1],
)


def closing(kind: Kind) -> tuple[str, ...]:
    """Return how the meeting is closed: that of a pilot decides nothing yet."""
    return _CLOSING_FIRST if kind is Kind.PILOT else _CLOSING


def opening_words(*, is_outsider: bool) -> str:
    """Return what the facilitator says first.

    Args:
        is_outsider: Whether the file says that the facilitator was not on the project.
    """
    told = "I was not on the project, I keep" if is_outsider else "I keep"
    return (
        "We are here to find out what made this the likely outcome, so that no team meets it "
        f"again. {told} the time, and I will stop us when a sentence turns into blame. The facts "
        "are in the pre-read; we begin with whatever is wrong in them."
    )


OUTSIDE_SIGNS = (
    "The case is widely known, and there is tension around it.",
    "The sponsor is in the room, or those who speak look at the sponsor first.",
    "Several units tell stories that exclude each other.",
    "Decisions of the facilitator's own are on the table.",
)
"""One of them is enough to ask for a facilitator from outside (domain.md, "People rules")."""
