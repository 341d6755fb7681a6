"""The anonymised digest: what enters it, and that nothing in it follows from a name."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmkit.model.register import Client, OwnTag
from pmkit.registers import Registers
from pmkit.reports.digest.few import FEW
from pmkit.reports.digest.period import read_period
from pmkit.reports.digest.shared import find_shared
from pmkit.reports.repeats import Grade
from tests.digest.files import Shelf, action, postmortem

AS_OF = date(2026, 4, 1)
Q1 = read_period("quarter", "2026-Q1")
LESSON = {"lesson": "Look twice.", "implication": "Plan for it.", "tags": "[scope, acme-vpn]"}


def digest(files, registers=None, as_of=AS_OF):
    shelf = Shelf({f"postmortems/{name}.md": text for name, text in files.items()})
    return find_shared(shelf.records, registers or Registers(), as_of, Q1, shelf.tell)


def three(**given):
    """Return three post-mortems of the period with the tag `scope`, of two clients."""
    clients = ("acme", "borealis", "acme")
    return {
        f"pm{n}": postmortem(f"2026-0{n}-10", "scope", client=client, **given)
        for n, client in enumerate(clients, 1)
    }


def test_a_tag_of_two_clients_is_a_pattern_and_dates_go_to_the_month():
    (pattern,) = digest(three()).patterns
    assert (pattern.tag, pattern.title, pattern.count) == ("scope", "Scope failure", 3)
    assert (pattern.first_month, pattern.last_month) == ("2026-01", "2026-03")
    assert pattern.longest_streak == 3
    assert pattern.helps


def test_a_tag_of_one_client_stays_inside_as_does_one_that_nobody_defined():
    files = {
        name: postmortem(f"2026-0{n}-10", "scope", "mystery", client=client)
        for n, (name, client) in enumerate([("a", "acme"), ("b", "Acme"), ("c", "acme")], 1)
    }
    assert digest(files).patterns == ()
    files["d"] = postmortem("2026-03-11", "mystery", client="borealis", lessons=[LESSON])
    found = digest(files)
    assert (found.patterns, found.further_patterns) == ((), ())
    assert found.lessons[0].tags == ()


def test_where_it_was_seen_counts_nobody_and_names_no_closed_file():
    assert digest(three()).patterns[0].seen_at == ("Client A", "Client B")
    closed = three() | {
        "pm2": postmortem("2026-02-10", "scope", client="borealis", visibility="participants")
    }
    assert digest(closed).patterns[0].seen_at == ("Client A",)
    before = {"old": postmortem("2025-01-10", "scope", client="acme"), **three()}
    del before["pm1"]
    (pattern,) = digest(before).patterns
    assert (pattern.in_period, pattern.seen_at) == (FEW, ())


def test_own_tags_are_told_by_their_name_alone():
    own = OwnTag(name="house-tag", title="As Acme calls it", countermeasures=("Ask Acme.",))
    files = {
        f"pm{n}": postmortem(f"2026-0{n}-10", "house-tag", client=client)
        for n, client in enumerate(("acme", "borealis", "acme"), 1)
    }
    (pattern,) = digest(files, Registers(own_tags=(own,))).patterns
    assert (pattern.title, pattern.helps) == ("house-tag", ())


def test_small_counts_are_not_told():
    found = digest({"a": postmortem("2026-01-10", "scope", outcome="succeeded")})
    assert (found.postmortems, found.succeeded, found.countermeasures) == (FEW, FEW, FEW)
    assert (found.kinds, found.outcomes, found.held) == ({}, {}, {})
    files = {"a": postmortem("2025-01-10", "scope", client="acme"), **three()}
    del files["pm1"], files["pm2"]
    found = digest({**files, "b": postmortem("2026-02-10", "data", client="borealis")})
    assert found.patterns == ()


@pytest.mark.parametrize(
    ("before", "within", "others", "count", "in_period"),
    [
        (0, 3, 0, 3, 3),
        (1, 3, 0, "3 or more", 3),
        (2, 3, 3, "3 or more", 3),
        (3, 3, 0, 6, 3),
        (0, 3, 1, 3, "3 or more"),
        (0, 3, 2, 3, "3 or more"),
        (1, 4, 1, "3 or more", "3 or more"),
        (3, 2, 5, 5, FEW),
        (3, 1, 5, 4, FEW),
    ],
)
def test_no_small_count_is_left_between_two_that_are_told(before, within, others, count, in_period):
    def some(number, month, *tags):
        clients = ("acme", "borealis")
        return {
            f"{month}-{n}{tags}": postmortem(f"{month}-{n:02}", *tags, client=clients[n % 2])
            for n in range(1, number + 1)
        }

    files = some(before, "2025-01", "scope") | some(within, "2026-01", "scope")
    (pattern,) = digest(files | some(others, "2026-02")).patterns[:1]
    assert (pattern.tag, pattern.count, pattern.in_period) == ("scope", count, in_period)


@pytest.mark.parametrize(
    "tags", [("vpn", "vpn"), ("aaa-vpn", "bbb-vpn"), ("zulu-vpn", "alpha-vpn")]
)
def test_a_tag_that_is_called_after_a_client_moves_nothing(tags):
    files = {
        f"pm{n}": postmortem(
            "2026-01-10", tags[n], client=client, lessons=[{**LESSON, "lesson": text}]
        )
        for n, (client, text) in enumerate([("acme", "One."), ("borealis", "Two.")])
    }
    labels = [(one.lesson, one.seen_at) for one in digest(files).lessons]
    assert labels == [("One.", "Client A"), ("Two.", "Client B")]


def test_the_sum_tells_no_small_count_of_another_figure():
    files = {
        f"pm{n}": postmortem(f"2026-01-{n:02}", outcome="succeeded" if n < 5 else "mixed")
        for n in range(1, 11)
    }
    files["pm11"] = postmortem("2026-01-11", outcome="failed")
    found = digest(files)
    assert found.outcomes == {"mixed": 6, "other": 5}
    assert found.succeeded == "3 or more"
    assert digest({**files, "pm2": postmortem("2026-01-02")}).succeeded == "3 or more"
    assert digest({name: files[name] for name in ("pm1", "pm2", "pm10")}).succeeded == FEW


def test_only_lessons_and_causes_bring_words_in():
    texts = {
        "lessons": [LESSON],
        "prevented": [{"what": "A secret.", "thanks_to": "[a:A1]"}],
        "actions": [action(1, implemented_on="2026-01-02", what="Another secret.")],
        "causes": [
            {"id": "C1", "what": "Seen.", "root": "Root.", "tags": "[scope]", "whys": "[Hidden.]"},
            {"id": "C2", "what": "Seen too.", "tags": "[scope]", "whys": "[Hidden as well.]"},
        ],
    }
    found = digest(three(**texts))
    assert {(c.what, c.root) for c in found.patterns[0].causes} == {
        ("Seen.", "Root."),
        ("Seen too.", ""),
    }
    assert {(one.lesson, one.tags) for one in found.lessons} == {("Look twice.", ("scope",))}
    assert found.prevented == 3
    assert "ecret" not in repr(found)
    assert "idden" not in repr(found)


def test_a_post_mortem_for_participants_gives_its_counts_alone():
    found = digest(three(visibility="participants", lessons=[LESSON]))
    assert (found.postmortems, found.lessons) == (3, ())
    assert [(item.count, item.causes) for item in found.patterns] == [(3, ())]


def test_clients_are_sectors_or_letters():
    registers = Registers(clients=(Client(handle="acme", aliases=("Acme Ltd",), sector="banking"),))
    files = {
        "a": postmortem("2026-01-10", client="Acme Ltd", lessons=[LESSON]),
        "b": postmortem("2026-02-10", client="zulu", lessons=[LESSON]),
        "c": postmortem("2026-03-10", client="borealis", lessons=[LESSON]),
        "d": postmortem("2026-03-11", lessons=[LESSON]),
    }
    labels = {one.seen_at for one in digest(files, registers).lessons}
    assert labels == {"banking", "Client A", "Client B", ""}


def test_a_failed_fix_is_told_without_saying_which():
    fixed = action(1, implemented_on="2025-06-01", verified_on="2025-08-01")
    files = {"z": postmortem("2025-05-01", "scope", client="acme", actions=[fixed])}
    (pattern,) = digest({**files, **three(started_on="2025-12-01")}).patterns
    assert pattern.came_back is Grade.VERIFIED
    assert pattern.overhaul


def test_a_period_that_runs_says_so():
    assert digest(three(), as_of=date(2026, 3, 30)).until == "2026-03"
    assert digest(three()).until is None


_TEXTS = st.sampled_from(["Look twice.", "Count first.", "Ask."])
_FACTS = st.fixed_dictionaries(
    {
        "completed_on": st.sampled_from(["2025-12-01", "2026-01-10", "2026-02-10", "2026-02-11"]),
        "client": st.integers(0, 3),
        "team": st.integers(0, 2),
        "tags": st.lists(st.sampled_from(["scope", "data", "drift"]), max_size=2, unique=True),
        "outcome": st.sampled_from(["succeeded", "mixed", "failed"]),
        "visibility": st.sampled_from(["internal", "internal", "participants"]),
        "started_on": st.sampled_from(["2025-11-01", "2025-12-15", "2026-01-05"]),
        "lessons": st.lists(
            st.fixed_dictionaries(
                {"lesson": _TEXTS, "implication": _TEXTS, "tags": st.just("[scope]")}
            ),
            max_size=2,
        ),
        "fixed": st.sampled_from(["", "2025-12-10", "2026-01-04", "2026-02-01"]),
        "what": _TEXTS,
    }
)


def _repository(facts, names, registered):
    """Write what is drawn under names that are drawn as well."""
    files = {}
    for place, fact in enumerate(facts):
        client = names["clients"][fact["client"]]
        done = [action(1, implemented_on=fact["fixed"], owner=names["people"][place])]
        causes = [
            {"id": f"C{n}", "what": fact["what"], "tags": f"[{tag}]"}
            for n, tag in enumerate(fact["tags"], 1)
        ]
        files[f"postmortems/{names['files'][place]}.md"] = postmortem(
            fact["completed_on"],
            client=client,
            team=names["teams"][fact["team"]],
            outcome=fact["outcome"],
            visibility=fact["visibility"],
            started_on=fact["started_on"],
            lessons=fact["lessons"],
            causes=causes,
            actions=done if fact["fixed"] else (),
        )
    clients = tuple(
        Client(handle=name, sector="banking" if n == 1 else None)
        for n, name in enumerate(names["clients"])
        if n in registered
    )
    return Shelf(dict(sorted(files.items()))), Registers(clients=clients)


def _names(draw):
    letters = st.text("abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=12)
    word = letters.map("q{}".format)  # `null` is no name

    def some(count):
        return draw(st.lists(word, min_size=count, max_size=count, unique=True))

    return {"clients": some(4), "teams": some(3), "people": some(8), "files": some(8)}


@st.composite
def twins(draw):
    """Draw one repository twice, with everybody and every file called otherwise."""
    facts = draw(st.lists(_FACTS, max_size=8))
    registered = draw(st.sets(st.integers(0, 3)))
    return [_repository(facts, _names(draw), registered) for _ in range(2)]


@settings(max_examples=80, deadline=None)
@given(twins())
def test_with_all_names_replaced_the_digest_is_the_same(pair):
    one, other = (
        find_shared(shelf.records, registers, AS_OF, Q1, shelf.tell) for shelf, registers in pair
    )
    assert dataclasses.asdict(one) == dataclasses.asdict(other)
    assert list(one.kinds) == list(other.kinds)
