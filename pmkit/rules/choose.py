"""From the settings and the words of a command line to the rules that are on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pmkit.config import Repository
from pmkit.errors import ConfigError, UsageError
from pmkit.model.finding import Level
from pmkit.rules.decide import Selection, expand
from pmkit.rules.registry import Rule, find_rule, load_rules
from pmkit.settings_file import line_of
from pmkit.visible import visible

OFF = "off"


def choose(
    repository: Repository,
    *,
    only: Sequence[str] = (),
    more: Sequence[str] = (),
    ignored: Sequence[str] = (),
) -> Selection:
    """Return the rules that are on, each word being a code, a name or a family such as `PM2`.

    A command line beats the settings: `only` replaces what they select, and a rule it calls by
    its code or name is on even where they turn it off.

    Args:
        only: Those alone; empty for what the settings select.
        more: These as well.
        ignored: Not these.

    Raises:
        ConfigError: A word of the settings names no rule and no family.
        UsageError: One of the others does.
    """
    rules, settings = load_rules(), repository.settings.lint
    chosen = expand(rules, only) if only else _expand(repository, settings.select)
    on = (chosen or frozenset(rules)) | expand(rules, more)
    levels = _levels(repository, rules)
    called = {found.code for word in (*only, *more) if (found := find_rule(rules, word))}
    off = _expand(repository, settings.ignore)
    off |= {code for code, level in levels.items() if level == OFF}
    off = (off - called) | expand(rules, ignored)
    return Selection(
        rules,
        on - off,
        frozenset(off),
        {code: Level(level) for code, level in levels.items() if level != OFF},
        tuple(
            (glob, _expand(repository, words)) for glob, words in settings.per_file_ignores.items()
        ),
    )


def _levels(repository: Repository, rules: dict[str, Rule]) -> dict[str, str]:
    """Return the severities that the settings give to rules; the closest word decides."""
    found: dict[str, tuple[int, str]] = {}
    for word, level in repository.settings.lint.severity.items():
        closeness = 99 if find_rule(rules, word) else len(word.strip())
        for code in _expand(repository, [word]):
            if found.get(code, (0, ""))[0] <= closeness:
                found[code] = (closeness, level)
    return {code: level for code, (_, level) in found.items()}


def _expand(repository: Repository, words: Iterable[str]) -> frozenset[str]:
    codes: frozenset[str] = frozenset()
    for word in words:
        try:
            codes |= expand(load_rules(), [word])
        except UsageError as error:
            if repository.config is None:
                raise
            place = visible(str(repository.config)) + line_of(repository.config, word, value=True)
            raise ConfigError(f"{place}: {error.message}", error.hint) from None
    return codes
