"""Suppressions that hold nothing back are removed, and nothing else is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmkit.document.source import Limits
from pmkit.fixes.suppress import suppress
from pmkit.registers import Registers
from pmkit.rules.check import FileFacts, RepositoryCheck
from tests.fixes.test_fixes import AS_OF, PATH, REGISTERS, clinic, mended, written
from tests.rules.examples import BASE, RULES

FRONT = written().split("---\n\n")[0]
BODY = "---\n\n## Summary\n\n"


@pytest.mark.parametrize(
    ("there", "left"),
    [
        ("x-a: 1  # pmkit: ignore[PM204] why\n", "x-a: 1\n"),
        ("x-a: 1      # pmkit: ignore[PM204] why  \n", "x-a: 1  \n"),
        ("x-a: 1 # note  # pmkit: ignore[PM204] why\n", "x-a: 1 # note\n"),
        ("x-a: 1\n  # pmkit: ignore[PM204] why\n", "x-a: 1\n"),
        ("# pmkit: ignore[PM204] why\n# note\nx-a: 1\n", "# note\nx-a: 1\n"),
        (
            "x-a: 1  # pmkit: ignore[PM204, PM000, PM206] why\n",
            "x-a: 1  # pmkit: ignore[PM000] why\n",
        ),
        (
            "x-a: 1  # pmkit: ignore[ PM000 ,PM206 ] why\n",
            "x-a: 1  # pmkit: ignore[ PM000 ] why\n",
        ),
        (
            "xa: 1  # pmkit: ignore[PM204,PM102,pm204] why\n",
            "xa: 1  # pmkit: ignore[PM102] why\n",
        ),
        ("x-a: |  # pmkit: ignore[unknown-key] why\n  text\n", "x-a: |\n  text\n"),
        ("x-a:\n  [1,  # pmkit: ignore[PM204] why\n  2]\n", "x-a:\n  [1,\n  2]\n"),
        ("x-a: 1  # pmkit: ignore[PM005] why\n", "x-a: 1\n"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_comment_of_the_front_matter(there, left, end):
    old, new = (
        (FRONT + text + BODY + "Text.\n").replace("\n", end).replace("---", "\ufeff---", 1)
        for text in (there, left)
    )
    assert mended(old).new.decode() == new


@pytest.mark.parametrize(
    ("there", "left"),
    [
        ("Text. <!-- pmkit: ignore[PM401] why -->\n", "Text.\n"),
        ("Text. <!-- pmkit: ignore[PM401] why -->  \nmore\n", "Text.  \nmore\n"),
        ("Text.   <!-- pmkit: ignore[PM401] why -->\nmore\n", "Text.\nmore\n"),
        ("One <!-- pmkit: ignore[PM401] why --> two.\n", "One two.\n"),
        ("One.<!-- pmkit: ignore[PM401] why --> Two.\n", "One. Two.\n"),
        ("One <!-- pmkit: ignore[PM401] why -->two.\n", "One two.\n"),
        ("on<!-- pmkit: ignore[PM401] why -->ly\n", "only\n"),
        ("<!-- pmkit: ignore[PM401] why --> Text.\n", "Text.\n"),
        ("<!-- pmkit: ignore[PM401] why --> **Text.**\n", "**Text.**\n"),
        ("- <!-- pmkit: ignore[PM401] why --> Text.\n", "- Text.\n"),
        ("<!-- pmkit: ignore[PM401] why -->\nText.\n", "Text.\n"),
        ("One.\n<!-- pmkit: ignore[PM401] why -->\nTwo.\n", "One.\n\nTwo.\n"),
        (
            "- One.\n<!-- pmkit: ignore[PM401] why -->\n- Two.\n",
            "- One.\n- Two.\n",
        ),
        (
            "<!-- pmkit: ignore[PM401, PM601]\n     why\n-->\nText.\n",
            "Text.\n",
        ),
        (
            "One <!-- pmkit: ignore[PM401]\nwhy --> two.\n",
            "One two.\n",
        ),
        (
            "<!-- pmkit: ignore[PM401, PM603] why -->\nTODO\n",
            "<!-- pmkit: ignore[PM603] why -->\nTODO\n",
        ),
        ("Text.\n\n<!-- pmkit: ignore[PM401] why -->", "Text.\n\n"),
        (
            "One. <!-- note --> <!-- pmkit: ignore[PM401] why -->\n",
            "One. <!-- note -->\n",
        ),
        (
            "A. <!-- pmkit: ignore[PM401] a --> B. <!-- pmkit: ignore[PM402] b --> C.\n",
            "A. B. C.\n",
        ),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_comment_of_the_body(there, left, end):
    old, new = ((FRONT + BODY + text).replace("\n", end) for text in (there, left))
    assert mended(old).new.decode() == new


@pytest.mark.parametrize(
    "there",
    [
        "*a*<!-- pmkit: ignore[PM401] why -->*b*\n",
        "Text\\ <!-- pmkit: ignore[PM401] why -->\nmore\n",
        "Text\n- <!-- pmkit: ignore[PM401] why -->\n",
        "<!-- pmkit: ignore[PM401] why --> ## Head\n",
        "TODO <!-- pmkit: ignore[PM603] why -->\n",
        "<!-- pmkit: ignore[PM401] why --> - One.\n",
        "<!-- pmkit: ignore[PM401] why --> ```\ncode\n",
        "``b``<!-- pmkit: ignore[PM401] why -->`c`\n",
        "Text.\n\n--- <!-- pmkit: ignore[PM401] why -->\n",
        "`<!-- pmkit: ignore[PM401] why -->`\n",
    ],
)
def test_what_would_read_differently_stays(there):
    old = FRONT + BODY + there
    assert mended(old).new.decode() == old


def test_each_rule_of_a_comment_is_a_finding_and_fixed():
    found = mended(FRONT + "x-a: 1  # pmkit: ignore[PM204, PM206] why\n" + BODY + "Text.\n")
    assert [(item.code, item.message[:5], fix.told) for item, fix in found.fixed] == [
        ("PM790", "PM204", "remove the suppression of PM204"),
        ("PM790", "PM206", "remove the suppression of PM206"),
    ]


def test_an_offer_is_made_for_each_rule_of_a_comment():
    text = FRONT + "x-a: 1  # pmkit: ignore[PM204, PM206] why\n" + BODY + "Text.\n"
    offers = clinic(Path("/nowhere"), text).offers(PATH)
    assert [one.new.decode().partition("ignore")[2][:7] for one in offers] == ["[PM206]", "[PM204]"]


def whole(*others: str, is_whole: bool = True) -> RepositoryCheck:
    """Return a repository of the file and `others`, as its rules see it."""
    place = clinic(Path("/nowhere"), written())
    facts = FileFacts(PATH, "2026-03-06-voice")
    paths = (PATH, *others)
    of = place.repository.settings
    return RepositoryCheck(None, paths, (facts,), lambda _: None, REGISTERS, of, AS_OF, is_whole)


def test_a_rule_about_the_whole_is_unused_only_when_the_whole_was_seen():
    line = "related: [2026-01-09-chat]  # pmkit: ignore[PM702] to come\n"
    text = FRONT + line + BODY + "Text.\n"
    place = clinic(Path("/nowhere"), text)

    def made(seen: RepositoryCheck | None) -> str:
        found = replace(place, whole=seen).mend(PATH)
        assert found is not None
        return found.new.decode()

    assert made(None) == text
    assert made(whole()) == text
    assert made(whole("postmortems/2026-01-09-chat.md", is_whole=False)) == text
    assert made(whole("postmortems/2026-01-09-chat.md")) == text.replace(
        "  # pmkit: ignore[PM702] to come", ""
    )


CLEAN = "postmortems/2025-12-05-example.md"
GOOD = (
    (BASE / "project.md")
    .read_text("utf-8")
    .replace("filled-in sampling section", "filled-in\n      sampling\n      section")
    .split("\n")
)
BREAKS = {
    "status: reviewed": "status: what",
    "title:": "ztitle:",
    "held_on: 2025-12-10": "held_on: some day",
    "[data-quality-surprise]": "[no-such-tag]",
    "owner: tariq": "owner: the team",
    "deadline: 2026-01-15": "deadline: when it fits",
    "verification:": "zverification:",
    "Scanned invoices were": "Mira should have known that they were",
    "None; the contract": "TODO None; the contract",
}
TAILS = st.dictionaries(
    st.integers(0, len(GOOD) - 1), st.sampled_from([" ", "  ", "\t", "   # note"]), max_size=8
)


def with_tails(tails: dict[int, str], end: str) -> str:
    """Return the clean file with space at the ends of its lines, and comments where they can be."""
    body, lines = GOOD.index("---", 1), list(GOOD)
    for number, tail in tails.items():
        takes = number < body and not lines[number].startswith(("---", "      "))
        if "#" not in tail or (takes and "filled-in" not in lines[number]):
            lines[number] += tail
    return end.join(lines)


@given(
    st.sets(st.sampled_from(sorted(BREAKS)), min_size=1),
    TAILS,
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\ufeff"]),
)
@settings(max_examples=60, deadline=None)
def test_a_suppression_goes_when_its_finding_is_corrected(broken, tails, end, bom):
    """Suppress, correct by hand, fix: the file is what it was before the mistake, to the byte."""
    good = bad = bom + with_tails(tails, end)
    for there in sorted(broken):
        assert there in good
        bad = bad.replace(there, BREAKS[there])
    place = replace(clinic(Path("/nowhere"), ""), registers=Registers(), as_of=date(2025, 12, 12))
    found = place._look(CLEAN, bad.encode())[1]
    text = suppress(bad.encode(), found, "as agreed", Limits(), RULES).new.decode()
    assert "as agreed" in text
    for there in sorted(broken):
        text = text.replace(BREAKS[there], there)
    result = replace(place, given={CLEAN: text.encode()}).mend(CLEAN)
    assert result is not None
    assert result.new.decode() == good
    assert not result.findings
