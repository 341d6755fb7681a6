"""Which rules are on, and how bad their findings are: settings and command line together."""

from __future__ import annotations

import pytest

from pmkit.config import open_repository
from pmkit.errors import ConfigError, UsageError
from pmkit.model.enums import Status
from pmkit.model.finding import Level
from pmkit.rules.choose import choose
from pmkit.rules.registry import load_rules
from tests.cli.lint import Place, project

RULES = load_rules()


@pytest.fixture
def on(tmp_path):
    def chosen(settings: str, **asked: list[str]):
        (tmp_path / "pmkit.toml").write_text(settings)
        return choose(open_repository(tmp_path), **asked)

    return chosen


def test_the_command_line_beats_the_settings(on):
    settings = '[lint]\nselect = ["PM2"]\nignore = ["PM201", "PM3"]\n'
    assert "PM202" in on(settings).codes
    assert not on(settings).codes & {"PM201", "PM301", "PM601"}
    assert on(settings, only=["PM601"]).codes == {"PM601"}
    assert on(settings, only=["PM201"]).codes == {"PM201"}
    assert on(settings, only=["action-without-owner"]).codes == {"PM201"}
    assert "PM201" not in on(settings, only=["PM2"]).codes, "a family calls no rule by its name"
    assert on(settings, more=["PM301"]).codes - on(settings).codes == {"PM301"}
    assert on(settings, only=["PM201"], ignored=["PM201"]).codes == set()


def test_the_closest_word_decides_about_a_severity(on):
    words = '"PM2" = "off"\n"PM202" = "info"\n"PM" = "warning"\n"action-without-owner" = "error"\n'
    chosen = on("[lint.severity]\n" + words)
    assert {code for code in chosen.codes if code.startswith("PM2")} == {"PM201", "PM202"}
    assert chosen.severity(RULES["PM201"], Status.DRAFT) is Level.ERROR
    assert chosen.severity(RULES["PM202"], Status.REVIEWED) is Level.INFO
    assert chosen.severity(RULES["PM301"], Status.REVIEWED) is Level.WARNING
    assert on("").severity(RULES["PM301"], Status.REVIEWED) is Level.ERROR
    assert on("[lint.severity]\nPM201 = 'off'\n", only=["PM201"]).codes == {"PM201"}


def test_rules_are_off_in_some_files(on):
    for key in ("per-file-ignores", "per_file_ignores"):
        chosen = on(f'[lint.{key}]\n"postmortems/2024*/**" = ["PM6", "no-cause"]\n')
        old = chosen.codes_in("postmortems/2024-02-01-a.md")
        assert not any(code.startswith("PM6") for code in old)
        assert "PM301" not in old
        assert "PM302" in old
        assert chosen.codes_in("postmortems/2025-02-01-a.md") == chosen.codes


@pytest.mark.parametrize(
    ("settings", "line", "told"),
    [
        ('[lint]\nselect = [\n  "PM2",\n  "PM999",\n]\n', 4, "`PM999` is no rule and no family"),
        ('[lint]\nignore = ["no-cuase"]\n', 2, "did you mean `no-cause`?"),
        ('[lint.severity]\nPM301 = "warning"\nno-cuase = "off"\n', 3, "did you mean `no-cause`?"),
        ('[lint.severity]\nPM301 = "fatal"\n', 2, "'error', 'warning', 'info' or 'off'"),
        ('[lint.per-file-ignores]\n"a/**" = ["PM301"]\n"b/**" = ["PMX"]\n', 3, "`PMX` is no rule"),
        ('[lint.per-file-ignores]\n"b/**" = "PM3"\n', 2, "a list of words"),
        ("[lint]\nper-file-ignore = {}\n", 2, "did you mean `per_file_ignores`?"),
    ],
)
def test_a_wrong_word_is_told_with_its_line(on, settings, line, told):
    with pytest.raises(ConfigError) as error:
        on(settings)
    assert f"pmkit.toml:{line}: " in error.value.message
    assert told in error.value.message + error.value.hint


def test_a_wrong_word_of_the_command_line_is_told(on):
    with pytest.raises(UsageError, match="`no-cuase` is no rule"):
        on("", more=["no-cuase"])


def test_settings_decide_what_lint_shows(tmp_path):
    place = Place(tmp_path)
    place.write("2024-12-05-old.md", project(title=""))
    place.write("2025-12-05-new.md", project(title=""))
    (tmp_path / "pmkit.toml").write_text(
        '[lint.severity]\nPM101 = "info"\n[lint.per-file-ignores]\n"2024-*" = ["PM"]\n'
    )
    code, out, _ = place.lint("--format", "concise", "--fail-on", "warning")
    assert (code, out.count("\n")) == (0, 2)
    assert "2025-12-05-new.md:1:1: PM101" in out
    assert out.endswith("checked 2 files: 0 errors, 0 warnings, 1 note (as of 2025-12-12)\n")
