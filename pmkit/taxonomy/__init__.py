"""The tags pmkit knows, and the repository's own on top of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pmkit.similar import nearest
from pmkit.taxonomy.tag import Tag

OWN_GROUP = "own"
"""The group of a repository's tag that names none."""


@dataclass(frozen=True)
class Taxonomy:
    """Every tag by its name, and every alias with the name it stands for."""

    tags: dict[str, Tag]
    aliases: dict[str, str]

    def resolve(self, word: str) -> str:
        """Return the tag that `word` means: itself, or what it is an alias of."""
        return word if word in self.tags else self.aliases.get(word, word)

    def knows(self, word: str) -> bool:
        """Tell whether `word` is a tag or an alias of one."""
        return word in self.tags or word in self.aliases

    def group(self, name: str) -> str | None:
        """Return the group of the tag called `name`; None for an unknown one."""
        tag = self.tags.get(name)
        return tag.group if tag else None

    def similar(self, word: str) -> str | None:
        """Return the tag that `word` may have been meant to be."""
        near = nearest(word.lower().replace("_", "-").replace(" ", "-"), self.tags)
        if near:
            return near
        alias = nearest(word.lower(), self.aliases)
        return self.aliases[alias] if alias else None

    def extended(self, own: Iterable[Tag]) -> Taxonomy:
        """Return the taxonomy with a repository's tags on top; its words win over built-in ones."""
        tags, aliases = dict(self.tags), dict(self.aliases)
        for tag in own:
            tags[tag.name] = _merged(tags.get(tag.name), tag)
            for alias in tag.aliases:
                aliases[alias] = tag.name
        for name in tags:
            aliases.pop(name, None)
        return Taxonomy(tags, aliases)


def _merged(old: Tag | None, new: Tag) -> Tag:
    if old is None:
        return new
    return Tag(
        name=new.name,
        group=new.group if new.group != OWN_GROUP else old.group,
        title=new.title or old.title,
        description=new.description or old.description,
        warning_signs=old.warning_signs + new.warning_signs,
        questions=old.questions + new.questions,
        countermeasures=old.countermeasures + new.countermeasures,
        aliases=old.aliases + new.aliases,
    )


@cache
def built_in() -> Taxonomy:
    """Return the tags that come with pmkit."""
    from pmkit.taxonomy import delivery, failure, incident, pilot, root_cause

    groups = (failure.TAGS, root_cause.TAGS, delivery.TAGS, incident.TAGS, pilot.TAGS)
    return Taxonomy({}, {}).extended(tag for tags in groups for tag in tags)
