"""What pmkit knows about one tag."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tag:
    """A named cause that can recur: what it means, how to see it coming, what helps.

    Attributes:
        name: The word written in a file, lower case with hyphens.
        group: The family of tags it belongs to, one of `GROUPS` for built-in tags.
        title: The name as a heading.
        description: One or two sentences: what belongs under this tag, and what does not.
        warning_signs: What could be seen before it happened.
        questions: What to ask in the meeting.
        countermeasures: What has a chance to prevent the next one.
        aliases: Other words people use for it; a file that uses one is asked to say `name`.
    """

    name: str
    group: str
    title: str
    description: str
    warning_signs: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    countermeasures: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
