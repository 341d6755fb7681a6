"""What lint corrects itself: each fix on a small file, and what must hold for all of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmkit.config import Repository
from pmkit.fixes.fix import Fixing, fixing_of, load_fixers
from pmkit.fixes.mend import Mender
from pmkit.fixes.run import Clinic
from pmkit.model.register import OwnTag, Person
from pmkit.model.settings import Settings
from pmkit.registers import Registers
from pmkit.rules.decide import select
from pmkit.rules.registry import load_rules
from pmkit.rules.run import LintResult
from pmkit.wording.vocabulary import make_vocabulary

AS_OF = date(2026, 4, 1)
REGISTERS = Registers(
    people=(Person(handle="sarah", name="Sarah Kern", aliases=("SK",)), Person(handle="dana")),
    own_tags=(OwnTag(name="data-quality-surprise", aliases=("bad-labels",)),),
)
PATH = "postmortems/2026-03-06-voice.md"
FILE = """\
---
kind: project  # one of four
status: {status}
{title_key}: "Voice"
completed_on: 2026-03-06
held_on: {held}
causes:
  - id: C1
    what: The labels were noisy.
    tags: [ {tags} ]
    category: {category}
    whys: [One., Two., Three.]
    also_at_risk: All of them.
actions:
  - {id}what: Add a data audit to the checklist.
    owner: {owner}     # she knows
    deadline: {deadline}{why}
    verification: The next three kickoffs hold the filled-in section.
    status: {state}
---

## Summary

It went on.{told}
"""
GOOD = {
    "status": "reviewed",
    "title_key": "title",
    "held": "2026-03-11",
    "tags": "data-quality-surprise",
    "category": "process",
    "id": "id: A1\n    ",
    "owner": "sarah",
    "deadline": "2026-05-15",
    "state": "open",
    "why": "",
    "told": "",
}


def clinic(root: Path, text: str) -> Clinic:
    rules = load_rules()
    repository = Repository(root, checked=Settings())
    return Clinic(repository, REGISTERS, select(rules, (), ()), AS_OF, {PATH: text.encode()})


def mended(text: str, *, unsafe: bool = False, root: Path = Path("/nowhere")):
    found = clinic(root, text).mend(PATH, unsafe=unsafe)
    assert found is not None
    return found


def written(**told: str) -> str:
    return FILE.format(**{**GOOD, **told})


CASES = [
    ({"state": "Open"}, {}, "PM105"),
    ({"title_key": "titel"}, {}, "PM102"),
    ({"held": "11.03.2026"}, {}, "PM104"),
    ({"tags": "bad-labels, scope"}, {"tags": "data-quality-surprise, scope"}, "PM303"),
    ({"category": "Process"}, {}, "PM105"),
    ({"id": ""}, None, "PM210"),
    ({"deadline": "15 May 2026"}, {}, "PM204"),
    ({"owner": "Sarah Kern"}, {}, "PM222"),
    ({"owner": '"SK"'}, {"owner": '"sarah"'}, "PM222"),
    (
        {"why": "\n    ref: 012 # of their board"},
        {"why": '\n    ref: "012" # of their board'},
        "PM111",
    ),
    ({"why": "\n    evidence: 2026-01-02"}, {"why": '\n    evidence: "2026-01-02"'}, "PM111"),
]


@pytest.mark.parametrize(("bad", "good", "code"), CASES)
def test_a_safe_fix_changes_its_value_and_nothing_else(bad, good, code):
    found = mended(written(**bad))
    assert [finding.code for finding, _ in found.fixed] == [code]
    if good is not None:
        assert found.new.decode() == written(**{**bad, **{k: GOOD[k] for k in bad}, **good})
    else:
        assert found.new.decode() == written(id="").replace(
            "    status: open\n", "    status: open\n    id: A1\n"
        )


@pytest.mark.parametrize(
    ("bad", "good", "code"),
    [
        ({"tags": "data-quality-suprise"}, {}, "PM302"),
        (
            {"state": "implemented"},
            {"state": "implemented\n    implemented_on: 2026-04-01"},
            "PM211",
        ),
        ({"why": "\n    ref: Task #7 # ours"}, {"why": '\n    ref: "Task #7" # ours'}, "PM110"),
        ({"why": '\n    ref: Say "a" #b'}, {"why": '\n    ref: "Say \\"a\\" #b"'}, "PM110"),
    ],
)
def test_an_unsafe_fix_is_made_only_when_it_is_asked_for(bad, good, code):
    text = written(**bad)
    assert mended(text).new == text.encode()
    found = mended(text, unsafe=True)
    assert [finding.code for finding, _ in found.fixed] == [code]
    assert found.new.decode() == written(**{**bad, **{k: GOOD[k] for k in bad}, **good})


@pytest.mark.parametrize(
    "bad",
    [
        {"held": "03/04/2026"},
        {"title_key": "title: Voice\ntitel"},
        {"category": "something"},
        {"owner": "the team"},
        {"held": "2026-02-30"},
    ],
)
def test_what_is_not_sure_stays(bad):
    text = written(**bad)
    assert mended(text).new == text.encode()


@pytest.mark.parametrize(
    "bad",
    [
        {"why": "\n    ref: Task\n      one #7"},
        {"held": "2026-03-11 #7"},
        {"tags": "data-quality-surprise #7\n    "},
    ],
)
def test_what_a_comment_swallowed_stays_where_more_may_be_lost(bad):
    text = written(**bad)
    assert "PM110" in [item.code for item in mended(text).findings]
    assert mended(text, unsafe=True).new == text.encode()


def test_a_fix_that_would_bring_a_new_finding_is_not_made():
    text = written(held="05.03.2026").replace(
        "completed_on", "pre_read_on: 2026-03-09\ncompleted_on"
    )
    found = mended(text)
    assert (found.new, found.fixed) == (text.encode(), ())


def test_a_suppressed_finding_is_not_fixed():
    text = written(tags="bad-labels").replace(
        "[ bad-labels ]", "[ bad-labels ]  # pmkit: ignore[PM303] the client's word"
    )
    assert mended(text).fixed == ()


def test_a_file_that_cannot_be_read_stays():
    assert mended("---\nkind: [\n---\n").fixed == ()
    assert clinic(Path("/nowhere"), "").mend("postmortems/other.md") is None


def test_the_day_of_the_commit_is_a_safe_day(tmp_path, monkeypatch):
    text = written(state="implemented")
    place = clinic(tmp_path, text)
    day = lambda self, path, action, status: date(2026, 3, 20)  # noqa: E731
    monkeypatch.setattr(Clinic, "_day_of", day)
    found = place.mend(PATH)
    assert found is not None
    assert b"implemented_on: 2026-03-20\n" in found.new


BAD = {key: st.sampled_from([GOOD[key], *values]) for key, values in {
    "status": ["In Review", "DRAFT", "draft", "closed", "what"],
    "title_key": ["titel", "tilte", "x-title", "Title"],
    "held": ["2026-3-11", "11/03/2026", "31.03.2026", "soon", "20260311"],
    "tags": ["bad-labels", "bad-labels, data-quality-surprise", "scpe", "Scope", "TODO"],
    "category": ["Process", "PROCESS", "none", "ext-ernal"],
    "id": ["", "id: \n    "],
    "owner": ["Sarah Kern", "SK", "'sk'", "nobody", "@dana"],
    "deadline": ["1 May 2026", "2026/05/01", "05/06/2026", "ASAP"],
    "state": ["implemented", "verified", "Open", "cancelled", "in progress"],
    "why": [
        "  # pmkit: ignore[PM204] as agreed",
        " # note # pmkit: ignore[PM204, PM210, PM303, PM000]",
        "\n    # pmkit: ignore[PM105, PM211] as agreed",
        "\n    ref: 1.10  # pmkit: ignore[PM111, PM110] as agreed",
        "\n    ref: no #7\n    evidence: 12:30",
    ],
    "told": [
        " <!-- pmkit: ignore[PM401, PM402] no one -->  \nMore.",
        "\n<!-- pmkit: ignore[PM601]\nno one -->\nMore.",
        " <!--pmkit: ignore[PM401,PM603]--> TODO",
    ],
}.items()}  # fmt: skip


@given(st.fixed_dictionaries(BAD), st.booleans(), st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=90, deadline=None)
def test_fixing_never_brings_a_finding_and_twice_is_once(told, unsafe, eol):
    raw = written(**told).replace("\n", eol)
    place = clinic(Path("/nowhere"), raw)
    before = Counter(item.code for item in place._look(PATH, raw.encode())[1])
    found = mended(raw, unsafe=unsafe)
    after = Counter(item.code for item in place._look(PATH, found.new)[1])
    assert not after - before
    assert (before - after).total() >= len(found.fixed)
    assert mended(found.new.decode(), unsafe=unsafe).new == found.new
    assert bool(found.fixed) is (found.new != found.old)


def test_what_is_said_of_a_rule_is_what_its_fixers_do():
    assert fixing_of("PM303") is Fixing.SAFE
    assert fixing_of("PM302") is Fixing.UNSAFE
    assert fixing_of("PM301") is None
    assert all(fixing_of(code) for code in load_fixers())


def test_the_words_to_look_for_are_made_once_for_all_files(monkeypatch):
    made = []

    def counting(*told):
        made.append(told)
        return make_vocabulary(*told)

    for module in ("pmkit.fixes.run", "pmkit.rules.check"):
        monkeypatch.setattr(f"{module}.make_vocabulary", counting)
    place = clinic(Path("/nowhere"), written(category="Process"))
    place = replace(place, given={f"{n}.md": place.given[PATH] for n in range(120)})
    assert len(place.mend_all(place.given)) == 120
    assert len(made) == 1


def test_what_is_fixable_is_what_would_be_fixed():
    text = written(category="Process", held="03/04/2026", owner="Sarah Kern")
    place = clinic(Path("/nowhere"), text)
    found = place.marked(LintResult(place._look(PATH, text.encode())[1])).findings
    told = {item.code: item.fixable for item in found if item.code in load_fixers()}
    assert told == {"PM105": True, "PM104": False, "PM222": True}


def test_a_large_file_is_read_again_only_a_few_times():
    looks = []

    def look(raw):
        looks.append(raw)
        return real.look(raw)

    action = (
        "  - {what: Add a data audit, owner: sarah, deadline: 15 May 2026, verification: Seen.}\n"
    )
    text = written().replace("actions:\n", "actions:\n" + action * 300)
    real = clinic(Path("/nowhere"), text)._mender(PATH, False)
    done = Mender(real.fixers, look, real.limits).mend(text.encode())
    assert len(looks) < 5 < len(done.fixed) < 100


def counted_looks(text: str) -> tuple[int, list[str]]:
    """Return how often a file was looked at to be mended, and the rules of what was fixed."""
    mender = clinic(Path("/nowhere"), text)._mender(PATH, unsafe=False)
    seen = []

    def look(raw):
        seen.append(raw)
        return mender.look(raw)

    found = replace(mender, look=look).mend(text.encode())
    return len(seen), [finding.code for finding, _ in found.fixed]


def test_fixes_of_a_file_are_made_all_at_once():
    ids = "".join(f"  - what: Add the part number {n} to the checklist.\n" for n in range(30))
    text = written(category="Process").replace("actions:\n", f"actions:\n{ids}")
    looks, codes = counted_looks(text)
    assert Counter(codes) == {"PM210": 30, "PM105": 1}
    assert looks == 2


def test_one_that_cannot_be_made_is_found_by_halves():
    ids = "".join(f"  - what: Add the part number {n} to the checklist.\n" for n in range(30))
    text = written(held="05.03.2026").replace("actions:\n", f"actions:\n{ids}")
    looks, codes = counted_looks(
        text.replace("completed_on", "pre_read_on: 2026-03-09\ncompleted_on")
    )
    assert codes == ["PM210"] * 30
    assert looks < 12


def test_a_file_that_is_too_large_stays():
    text = written(category="Process") + "\n" + "word " * 400_001
    assert counted_looks(text) == (1, [])


def test_many_ids_are_given_in_no_time():
    ids = "".join(f"  - what: Part {n}.\n" for n in range(3000))
    place = clinic(Path("/nowhere"), "")
    patient, _ = place._look(PATH, written().replace("actions:\n", f"actions:\n{ids}").encode())
    assert patient is not None
    (give,) = load_fixers()["PM210"]
    told = [fix.changes[0].value for fix in give(patient)]
    assert (told[0], told[-1], len(set(told))) == ("A2", "A3001", 3000)
