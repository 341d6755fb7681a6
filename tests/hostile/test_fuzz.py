"""Some thousand inputs of the fuzzer; a longer run is `python tests/hostile/fuzz.py --seconds 600`."""

from __future__ import annotations

from itertools import islice

from tests.hostile import fuzz


def test_mutated_files_never_break_the_reader_or_a_rule():
    count, failures = fuzz.run(islice(fuzz.inputs(20260401), 4_000))
    assert not failures, [(failure.why, failure.raw[:300]) for failure in failures]
    assert count == 4_000


def test_a_seed_gives_the_same_inputs_again():
    assert list(islice(fuzz.inputs(7), 50)) == list(islice(fuzz.inputs(7), 50))
    assert list(islice(fuzz.inputs(7), 50)) != list(islice(fuzz.inputs(8), 50))


def test_the_fuzzer_sees_a_crash(monkeypatch):
    def broken(*words: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(fuzz, "lint_text", broken)
    assert fuzz.check(b"---\n").startswith("raised RecursionError")
