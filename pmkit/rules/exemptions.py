"""PM728 and PM729: do the exemptions in `register/anonymise.yml` count?"""

from __future__ import annotations

from collections.abc import Iterator

from pmkit.document.nodes import Mapping, Scalar, is_blank
from pmkit.model.days import parse_day
from pmkit.rules.check import RepositoryCheck
from pmkit.rules.registered import is_missing, problem_at, register_entries, register_path
from pmkit.rules.registry import PlacedProblems, Weight, repository_rule
from pmkit.visible import short

_PATH = register_path("anonymise")


@repository_rule("PM728", Weight.FORM)
def exemption_unsigned(check: RepositoryCheck) -> PlacedProblems:
    """An entry of `register/anonymise.yml` has no end, or is signed by nobody who is here.

    With such an entry `pmkit digest --anonymise` writes nothing: a sentence that may give somebody
    away stands for as long as somebody answers for it, and no longer.

    Bad:
        - {sentence: Grace periods hide a queue., signed_by: dana}
    Good:
        - {sentence: Grace periods hide a queue., signed_by: dana, until: 2026-12-31}
    """
    for text, entry in _exemptions(check):
        missing = [key for key in ("signed_by", "until") if is_missing(entry.entries.get(key))]
        if missing:
            at, keys = entry.entries["sentence"], " and ".join(f"`{key}`" for key in missing)
            yield _PATH, problem_at(text, at, f"this exemption has no {keys}", f"add {keys}")
        signer = entry.entries.get("signed_by")
        if isinstance(signer, Scalar) and not is_blank(signer):
            person = check.registers.person(signer.value)
            if person is None or not person.active:
                message = f"`{short(signer.value)}` is nobody active in register/people.yml"
                hint = "let somebody sign who answers for it, or remove the entry"
                yield _PATH, problem_at(text, signer, message, hint)


@repository_rule("PM729", Weight.ADVICE)
def exemption_ended(check: RepositoryCheck) -> PlacedProblems:
    """An exemption in `register/anonymise.yml` has ended.

    It does not count any more: the next anonymised digest with its sentence is refused.

    Bad:
        - {sentence: Grace periods hide a queue., signed_by: dana, until: 2025-06-30}
    Good:
        - {sentence: Grace periods hide a queue., signed_by: dana, until: 2026-12-31}
    """
    for text, entry in _exemptions(check):
        until = entry.entries.get("until")
        if not isinstance(until, Scalar) or is_blank(until):
            continue
        if parse_day(until.value) < check.as_of:
            message = f"this exemption ended on {until.value}"
            hint = "sign it anew with a later day, or remove it"
            yield _PATH, problem_at(text, until, message, hint)


def _exemptions(check: RepositoryCheck) -> Iterator[tuple[str, Mapping]]:
    return ((text, entry) for name, text, entry in register_entries(check) if name == "anonymise")
