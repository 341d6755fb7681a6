from __future__ import annotations

import multiprocessing
import sys
from pathlib import Path

import pytest

from pmkit.config import Repository
from pmkit.errors import WriteError
from pmkit.files import TEMPORARY, create
from pmkit.model.settings import Settings
from pmkit.scaffold.place import place
from tests.scaffold.test_templates import HOSTILE

MADE = "postmortems/2026-03-06-sentiment-model.md"


@pytest.fixture
def folder(tmp_path) -> Path:
    (tmp_path / "postmortems").mkdir()
    return tmp_path


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_prints_only_the_path(folder, run) -> None:
    done = run("new", "Sentiment model", "--kind", "project", PMKIT_AUTHOR="dana")
    assert (done.returncode, done.stdout) == (0, f"{MADE}\n")
    assert f"pmkit lint {MADE}" in done.stderr
    assert "by 2026-03-13" in done.stderr
    assert "author: dana\n" in (folder / MADE).read_text("utf-8")
    assert files(folder) == {MADE}


def test_the_path_leads_there_from_a_folder_below(folder, run) -> None:
    (folder / "below").mkdir()
    done = run("-C", "below", "new", "Sentiment model", "--kind", "project")
    assert done.stdout == f"../{MADE}\n"


def test_dry_run_prints_the_text_and_writes_nothing(folder, run) -> None:
    done = run("new", "Sentiment model", "--kind", "incident", "--dry-run")
    assert done.returncode == 0
    assert done.stdout.startswith("---\n")
    assert "started_at: 2026-03-06T00:00:00+00:00" in done.stdout
    assert files(folder) == set()


def test_what_exists_is_kept_without_force(folder, run) -> None:
    (folder / "postmortems/2026").mkdir()
    kept = folder / "postmortems/2026/2026-03-06-sentiment-model.md"
    kept.write_text("mine")
    for more in ((), ("--dry-run",)):
        done = run("new", "Sentiment model", "--kind", "project", *more)
        assert (done.returncode, done.stdout) == (2, "")
        assert "postmortems/2026/2026-03-06-sentiment-model.md" in done.stderr
        assert "--force" in done.stderr
    assert kept.read_text() == "mine"
    done = run("new", "Sentiment model", "--kind", "project", "--force")
    assert done.stdout == "postmortems/2026/2026-03-06-sentiment-model.md\n"
    assert "kind: project" in kept.read_text()


def test_what_a_kill_left_behind_is_used_again(folder, run) -> None:
    (folder / "postmortems" / TEMPORARY).write_text("half")
    assert run("new", "Sentiment model", "--kind", "project").returncode == 0
    assert files(folder) == {MADE}


def test_force_respects_a_read_only_file(folder, run) -> None:
    (folder / MADE).write_text("mine")
    (folder / MADE).chmod(0o444)
    done = run("new", "Sentiment model", "--kind", "project", "--force")
    assert done.returncode == 2
    assert "read-only" in done.stderr
    assert (folder / MADE).read_text() == "mine"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "--kind is missing"),
        (["--kind", "project"], "TITLE is missing"),
        (["X", "--kind", "meeting"], "'meeting' is not one of"),
        (["X", "--kind", "project", "--completed-on", "6.3.2026"], "--completed-on is `6.3.2026`"),
        (["X", "--kind", "project", "--resolved-at", "2026-03-06"], "use --completed-on"),
        (["X", "--kind", "incident", "--started-on", "2026-03-06"], "use --started-at"),
        (["X", "--kind", "incident", "--started-at", "2026-03-06T08:00"], "2026-03-06T08:00+00:00"),
        (["X", "--kind", "incident", "--started-at", "2026-03-06"], "2026-03-06T14:30+01:00"),
        (["X", "--kind", "incident", "--started-at", "soon"], "is no date-time"),
        (["X", "--kind", "project", "--client", "a\x1bb"], "the client holds the character \\x1b"),
        (["X", "--kind", "project", "--edit"], "set VISUAL or EDITOR"),
        (["-5 % churn", "--kind", "project"], "behind `--`"),
        (["X", "--knid", "project"], "--kind"),
    ],
)
def test_wrong_words(folder, run, words, says) -> None:
    done = run("new", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert files(folder) == set()


def test_a_title_may_begin_with_a_dash(folder, run) -> None:
    done = run("new", "--kind", "project", "--", "-5 % churn")
    assert done.stdout == "postmortems/2026-03-06-5-churn.md\n"


def test_nothing_is_made_where_no_repository_is(tmp_path, run) -> None:
    done = run("new", "X", "--kind", "project")
    assert done.returncode == 2
    assert "pmkit init" in done.stderr
    assert files(tmp_path) == set()


@pytest.mark.parametrize("sign", ["pmkit.toml", ".git/HEAD"])
def test_the_first_folder_is_made_in_a_repository(tmp_path, run, sign) -> None:
    (tmp_path / sign).parent.mkdir(exist_ok=True)
    (tmp_path / sign).write_text("")
    done = run("new", "X", "--kind", "project")
    assert done.stdout == "postmortems/2026-03-06-x.md\n"


def test_a_linked_folder_leads_nowhere(tmp_path, run) -> None:
    (tmp_path / "a" / ".git").mkdir(parents=True)
    (tmp_path / "b").mkdir()
    (tmp_path / "a" / "postmortems").symlink_to(tmp_path / "b")
    done = run("-C", "a", "new", "X", "--kind", "project")
    assert done.returncode == 2
    assert "leaves" in done.stderr
    assert files(tmp_path) == set()


def test_the_editor_opens_the_file(folder, run) -> None:
    (folder / "editor.py").write_text("import sys; open(sys.argv[1], 'a').write('seen')")
    editor = f"'{sys.executable}' '{folder / 'editor.py'}'"
    done = run("new", "Sentiment model", "--kind", "project", "--edit", EDITOR=editor)
    assert done.returncode == 0
    assert (folder / MADE).read_text().endswith("seen")


def test_an_editor_that_fails_keeps_the_file(folder, run) -> None:
    for editor in ("no-such-editor", f"'{sys.executable}' -c 'raise SystemExit(3)'"):
        done = run("new", "X", "--kind", "project", "--edit", "--force", VISUAL=editor)
        assert (done.returncode, done.stdout) == (0, "postmortems/2026-03-06-x.md\n")
        assert "cannot be started" in done.stderr or "ended with 3" in done.stderr


PLAIN = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}


@pytest.mark.parametrize("environ", [{}, PLAIN, {"PYTHONIOENCODING": "cp1252"}], ids=str)
def test_the_locale_changes_nothing_in_the_file(folder, run, environ) -> None:
    done = run("new", "日本", "--kind", "project", "--client", "Größe", **environ)
    assert done.returncode == 0
    made = folder / "postmortems/2026-03-06-日本.md"
    assert "\ntitle: 日本\n" in made.read_text("utf-8")
    assert "\nclient: Größe\n" in made.read_text("utf-8")
    assert run("new", "日本", "--kind", "project", **environ).returncode == 2


NAMES = {
    "absolute": "/etc/x",
    "dot": ".",
    "dots": "../../x",
    "nul": "nul",
    "aux": "aux",
    "port": "LPT9",
    "dash": "-rf",
    "long": "a" * 400,
    "newline": "a\nb",
    "escape": "a\x1b[2Jb",
    "jinja": "{{ 7*7 }}",
    "shell": "$(id)",
    "backtick": "`touch x`",
    "pipe": "a|b",
    "git": ".git/hooks/post-checkout",
    "workflow": ".github/workflows/x",
    "digits": "INC-\u0661\u0662",
    "surrogate": "a\udc80b",
    "space": " x ",
    "runner": "##[error]x",
}


@pytest.mark.parametrize("title", NAMES.values(), ids=NAMES)
def test_a_strange_title_is_refused_or_harmless(folder, run, title) -> None:
    done = run("new", "--kind", "project", "--", title)
    assert done.returncode in (0, 2)
    assert not any(sign in done.stdout + done.stderr for sign in ("\x1b", "##[", "Traceback"))
    made = files(folder)
    assert made == ({done.stdout.rstrip("\n")} if done.returncode == 0 else set())
    assert all(name.startswith("postmortems/2026-03-06-") for name in made)
    if made:
        assert run("lint").returncode == 0


@pytest.mark.parametrize("name", ["globals", "syntax", "spin", "flood"])
def test_a_hostile_template_ends_with_2_and_writes_nothing(folder, run, name) -> None:
    (folder / "templates").mkdir()
    source = next(path for path in HOSTILE if path.name == f"{name}.md.j2")
    (folder / "templates/project.md.j2").write_bytes(source.read_bytes())
    done = run("new", "X", "--kind", "project")
    assert (done.returncode, done.stdout) == (2, "")
    assert "templates/project.md.j2" in done.stderr
    assert files(folder) == {"templates/project.md.j2"}
    assert not list((folder.parent / f"{folder.name}-home").iterdir())


ROUNDS = 50


def _race(root: Path, name: str, barrier, wins) -> None:
    """Make file after file, each at the same instant as the rival."""
    repository = Repository(root, checked=Settings())
    for number in range(ROUNDS):
        barrier.wait(30)
        try:
            path = place(repository, f"2026-03-06-x{number}", False)
            create(root / path, (name * 50_000).encode())
        except WriteError:
            continue
        wins.put((number, name))


def test_of_two_that_make_the_same_file_one_succeeds(folder) -> None:
    context = multiprocessing.get_context("spawn")
    barrier, wins = context.Barrier(2), context.Queue()
    rivals = [context.Process(target=_race, args=(folder, name, barrier, wins)) for name in "ab"]
    for rival in rivals:
        rival.start()
    found = dict(wins.get(timeout=60) for _ in range(ROUNDS))
    for rival in rivals:
        rival.join(60)
        assert rival.exitcode == 0
    assert wins.empty()
    assert sorted(found) == list(range(ROUNDS))
    assert len(files(folder)) == ROUNDS
    for number, name in found.items():
        made = (folder / f"postmortems/2026-03-06-x{number}.md").read_bytes()
        assert made == (name * 50_000).encode()
