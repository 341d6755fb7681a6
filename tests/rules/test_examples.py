"""The examples in the rules' documentation are their first tests."""

from __future__ import annotations

import pytest

from pmkit.rules.registry import Scope
from tests.rules.examples import BASE, RULES, findings, findings_with, registers_of, whole

FILE_RULES = [item for item in RULES.values() if item.scope is not Scope.REPOSITORY]
CASES = [
    pytest.param(item, heading, example, id=f"{item.code}-{heading}-{number}")
    for item in FILE_RULES
    for heading in ("Bad", "Good")
    for number, example in enumerate(item.examples(heading))
    if not all(line.startswith("# ") for line in example.splitlines())
]
"""Lines of comment alone describe what no text can show: a size, a permission, another file."""


@pytest.mark.parametrize(("rule", "heading", "example"), CASES)
def test_bad_is_found_and_good_is_not(rule, heading, example) -> None:
    found = findings_with(registers_of(example), whole(example))
    codes = {finding.code for finding in found}
    assert (rule.code in codes) is (heading == "Bad"), whole(example)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_is_documented(rule) -> None:
    assert rule.summary.endswith(".")
    assert len(rule.summary) <= 100
    assert rule.why
    assert rule.examples("Bad")
    assert rule.examples("Good")


@pytest.mark.parametrize("kind", ["project", "checkpoint", "pilot", "incident"])
def test_the_base_of_the_examples_is_clean(kind) -> None:
    text = (BASE / f"{kind}.md").read_text("utf-8")
    anchor = {"pilot": "2025-11-14", "incident": "2025-11-04"}.get(kind, "2025-12-05")
    assert findings(text, f"postmortems/{anchor}-example.md") == []
