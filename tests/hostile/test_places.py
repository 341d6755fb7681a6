"""What cannot lie in git, and surroundings that somebody else prepared."""

from __future__ import annotations

import json
import os
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.cli import assert_harmless, pmkit, post_mortems, snapshot
from tests.hostile.corpus import CANARY, draft
from tests.running import MODULE, SCRIPT, surroundings

pytestmark = pytest.mark.skipif(os.name == "nt", reason="made of what Windows has not")
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
READING = ("lint", "lint --format json", "overdue", "list", "list --format csv", "list --format md")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with one good file."""
    return post_mortems(tmp_path / "repo", {"good.md": draft()})


def findings(root: Path) -> dict[str, tuple[str, str]]:
    """What lint says, by path: code and message; the other commands must end as well."""
    ended = pmkit("-C", str(root), "lint", "--select", "PM0", "--format", "json")
    assert_harmless(ended)
    items = json.loads(ended.out)["items"]
    again = pmkit("-C", str(root), "list")
    assert_harmless(again)
    assert again.code == ended.code
    return {item["path"]: (item["code"], item["message"]) for item in items}


def make_fifo(path: Path) -> None:
    os.mkfifo(path)


def make_socket(path: Path) -> None:
    here = os.getcwd()
    os.chdir(path.parent)  # the address of a socket must be short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def make_outside_link(path: Path) -> None:
    secret = path.parents[2] / "secret.md"
    secret.write_text(draft(title="The secret of somebody else"))
    path.symlink_to(secret)


PLACES = {
    "fifo": make_fifo,
    "socket": make_socket,
    "folder": lambda path: path.mkdir(),
    "link-outside": make_outside_link,
    "link-inside": lambda path: path.symlink_to("good.md"),
    "link-to-itself": lambda path: path.symlink_to(path.name),
    "link-to-nothing": lambda path: path.symlink_to("nowhere.md"),
    "link-to-a-device": lambda path: path.symlink_to("/dev/zero"),
    "link-to-a-folder": lambda path: path.symlink_to("/"),
}


@pytest.mark.parametrize("name", PLACES)
def test_what_is_no_regular_file_is_named_and_never_opened(root: Path, name: str):
    PLACES[name](root / "postmortems" / "x.md")
    found = findings(root)
    assert {path: code for path, (code, _) in found.items()} == {"postmortems/x.md": "PM002"}
    listed = pmkit("-C", str(root), "list")
    assert b"secret" not in listed.out + listed.err
    alone = pmkit("lint", str(root / "postmortems" / "x.md"))
    assert_harmless(alone)
    assert alone.code in (1, 2)


@pytest.mark.parametrize("name", ["more", "2026.q1"])
def test_a_linked_folder_is_named_and_not_entered(root: Path, name: str):
    outside = post_mortems(root.parent / "other", {"secret.md": draft(title="The secret")})
    (root / "postmortems" / name).symlink_to(outside / "postmortems")
    assert findings(root)[f"postmortems/{name}"][0] == "PM002"
    assert b"secret" not in pmkit("-C", str(root), "list").out


@pytest.mark.parametrize("roots", ["postmortems", "docs/postmortems"])
def test_a_root_behind_a_link_is_not_entered(tmp_path: Path, roots: str):
    outside = post_mortems(tmp_path / "other", {"secret.md": draft(title="The secret")})
    root = tmp_path / "repo"
    root.mkdir()
    (root / "pmkit.toml").write_text(f'roots = ["{roots}"]\n')
    first = roots.split("/")[0]
    (root / first).symlink_to(outside if "/" in roots else outside / "postmortems")
    assert findings(root)[first][0] == "PM002"
    assert b"secret" not in pmkit("-C", str(root), "list").out


def test_loops_of_folders_end(root: Path):
    folder = root / "postmortems" / "a"
    folder.mkdir()
    (folder / "b").symlink_to("..")
    (folder / "c").symlink_to("c")
    assert set(findings(root)) == {"postmortems/a/b", "postmortems/a/c"}


def test_deep_folders_are_walked(root: Path):
    folder = root / "postmortems"
    for _ in range(60):
        folder = folder / "d"
    folder.mkdir(parents=True)
    (folder / "pm.md").write_text(draft())
    assert findings(root) == {}
    assert b"checked 2 files" in pmkit("-C", str(root), "lint").out


@pytest.mark.skipif(IS_ROOT, reason="root may read everything")
def test_what_may_not_be_read_is_an_error(root: Path) -> None:
    secret, folder = root / "postmortems" / "x.md", root / "postmortems" / "closed"
    secret.write_text(draft())
    folder.mkdir()
    secret.chmod(0)
    folder.chmod(0)
    try:
        assert {path: code for path, (code, _) in findings(root).items()} == {
            "postmortems/x.md": "PM001",
            "postmortems/closed": "PM001",
        }
    finally:
        folder.chmod(stat.S_IRWXU)


NAMES = {
    "newline": b"a\nb.md",
    "command": b"\n::error ::x.md",
    "command-first": b"::error title=x::y.md",
    "old-command": b"##[error]x.md",
    "escape": b"a\x1b[2Jb.md",
    "not-utf8": b"a\xff\xfeb.md",
    "bidi": "a\u202eb.md".encode(),
    "dash": b"-rf.md",
    "dollar": b"$(touch pmkit-canary).md",
    "percent": b"%0A::error::x.md",
    "quote": b"'\";.md",
    "markup": b"[bold]x[].md",
    "250-bytes": b"n" * 247 + b".md",
    "formula": b"=1+1.md",
    "comma": b"a,b:c.md",
    "space": b" a .md",
    "upper": b"X.MD",
}


@pytest.mark.parametrize("text", [draft(), draft("actions: [x]\n")], ids=["good", "bad"])
def test_a_file_name_is_data(root: Path, text: str):
    folder = os.fsencode(root / "postmortems")
    for name in NAMES.values():
        with open(folder + b"/" + name, "w", encoding="utf-8") as file:
            file.write(text)
    for command in READING:
        ended = pmkit("-C", str(root), *command.split())
        assert_harmless(ended)
        assert ended.code == int(command.startswith("lint") and "x]" in text), ended.text
    ended = pmkit("-C", str(root), "lint", "--format", "github")
    assert_harmless(ended, commands=True)
    assert all(line.startswith(b"::") for line in ended.out.splitlines())
    assert set(os.listdir(folder)) == {*NAMES.values(), b"good.md"}
    assert not list(root.parent.rglob(CANARY))


def test_a_file_named_like_an_option(root: Path):
    (root / "postmortems" / "-rf.md").write_text(draft())
    here = root / "postmortems"
    refused = pmkit("lint", "-rf.md", at=here)
    assert_harmless(refused)
    assert refused.code == 2
    assert b"./-rf.md" in refused.err
    for words in (("lint", "--", "-rf.md"), ("lint", "./-rf.md")):
        ended = pmkit(*words, at=here)
        assert ended.code == 0, ended.text
        assert b"checked 1 file" in ended.out


@pytest.mark.parametrize(
    "word",
    ["n" * 300, "a\x1b[2J", "a\n::error ::b", "../../../etc/passwd", "/dev/zero", "x/" * 3000],
)
def test_a_word_that_names_no_post_mortem(root: Path, word: str):
    ended = pmkit("lint", word, at=root)
    assert_harmless(ended)
    assert ended.code in (1, 2)
    assert b"write the output" not in ended.err
    ended = pmkit("show", word, at=root)
    assert_harmless(ended)
    assert ended.code == 2


def test_a_file_beyond_the_limit(root: Path):
    (root / "postmortems" / "x.md").write_bytes(draft().encode() + b"x" * 9_000_000)
    assert findings(root)["postmortems/x.md"][0] == "PM003"


def test_a_working_folder_that_is_gone(tmp_path: Path):
    gone = tmp_path / "gone"
    gone.mkdir()
    script = f'cd {gone} && rmdir {gone} && exec "$@"'
    ended = pmkit("lint", command=["sh", "-c", script, "sh", *MODULE])
    assert_harmless(ended)
    assert ended.code == 2
    assert b"write the output" not in ended.err


def test_a_poisoned_git_folder_runs_nothing(root: Path):
    git = root / ".git"
    (git / "hooks").mkdir(parents=True)
    (git / "HEAD").write_text("ref: refs/heads/main\n")
    (git / "objects").mkdir()
    (git / "refs").mkdir()
    canary = root.parent / CANARY
    run = f"touch {canary}"
    (git / "config").write_text(
        f'[core]\n\trepositoryformatversion = 0\n\tfsmonitor = "{run}"\n\tpager = "{run}"\n\tsshCommand = "{run}"\n'
        f'\thooksPath = {git}/hooks\n[diff]\n\texternal = "{run}"\n[filter "x"]\n\tsmudge = "{run}"\n'
        f'\tclean = "{run}"\n[alias]\n\tlog = "!{run}"\n[gpg]\n\tprogram = "{run}"\n[log]\n\tshowSignature = true\n'
    )
    (root / ".gitattributes").write_text("*.md filter=x diff=x\n")
    for hook in ("post-checkout", "pre-commit", "post-index-change", "fsmonitor-watchman"):
        (git / "hooks" / hook).write_text(f"#!/bin/sh\n{run}\n")
        (git / "hooks" / hook).chmod(0o755)
    before = snapshot(root)
    for command in ("lint", "overdue", "list", "show good"):
        ended = pmkit("-C", str(root), *command.split())
        assert_harmless(ended)
        assert ended.code == 0, ended.text
    assert not canary.exists()
    cache = f".git{os.sep}pmkit{os.sep}"
    assert {k: v for k, v in snapshot(root).items() if not k.startswith(cache)} == before


def test_a_cache_behind_a_link_is_not_written(root: Path):
    outside = root.parent / "outside"
    outside.mkdir()
    (root / ".git").mkdir()
    (root / ".git" / "pmkit").symlink_to(outside)
    assert pmkit("-C", str(root), "list").code == 0
    assert not list(outside.iterdir())


CONFIGS: dict[str, tuple[bytes, bytes]] = {
    "no-toml": (b"\nroots = [\n", b"pmkit.toml:3: "),
    "not-utf8": (b"# \xff\n", b"utf-8"),
    "unknown-key": (b"\nrootz = []\n", b":2: unknown setting `rootz`"),
    "wrong-type": (b"format = 1\nroots = [1]\n", b":2: `roots.0`"),
    "unknown-version": (b"format = 2\n", b":1: `format`"),
    "root-outside": (b'\n\nroots = ["../x"]\n', b":3: the root"),
    "root-absolute": (b'roots = ["/etc"]\n', b":1: the root"),
    "root-git": (b'roots = [".git/x"]\n', b":1: the root"),
    "zone": (b'\ntimezone = "../../etc/passwd"\n', b":2: `timezone`"),
    "zone-nul": (b'timezone = "a\\u0000b"\n', b":1: `timezone`"),
    "zone-escape": (b'timezone = "a\\u001b[2J"\n', b"\\x1b"),
    "huge-number": (b"[limits]\nfile_bytes = " + b"9" * 5_000 + b"\n", b"pmkit.toml: "),
    "negative-limit": (b"[limits]\nfile_bytes = -1\n", b":2: `limits.file_bytes`"),
    "unknown-rule": (b'[lint]\nselect = ["PM999"]\n', b"PM999"),
    "nested": (b"a = " + b"[" * 100_000 + b"\n", b"pmkit.toml"),
    "dotted-key": (b"a" + b".a" * 400_000 + b" = 1\n", b"pmkit.toml"),
    "dotted-tables": (
        b"".join(b"[a%d%s]\n" % (n, b".a" * 28) for n in range(2_000)),
        b"pmkit.toml",
    ),
    "too-large": (b"#" * 1_100_000, b"larger"),
    "twice": (b"format = 1\nformat = 1\n", b":2:11"),
}


@pytest.mark.parametrize("name", CONFIGS)
def test_a_broken_configuration_is_a_usage_error_with_its_place(root: Path, name: str):
    raw, said = CONFIGS[name]
    (root / "pmkit.toml").write_bytes(raw)
    ended = pmkit("-C", str(root), "lint", timeout=10)
    assert_harmless(ended)
    assert ended.code == 2, ended.text
    assert said in ended.err
    assert len(ended.err) < 2_000


@pytest.mark.parametrize(
    "sort", ["fifo", "folder", "link-outside", "link-to-itself", "link-to-a-device"]
)
def test_a_configuration_that_is_no_file(root: Path, sort: str):
    PLACES[sort](root / "pmkit.toml") if sort != "link-outside" else (
        root / "pmkit.toml"
    ).symlink_to("/etc/hostname")
    ended = pmkit("-C", str(root), "lint", timeout=10)
    assert_harmless(ended)
    assert ended.code == 2
    assert b"pmkit.toml" in ended.err


def test_one_root_inside_another_counts_once(root: Path):
    (root / "postmortems" / "sub").mkdir()
    (root / "postmortems" / "sub" / "pm.md").write_text(draft())
    (root / "pmkit.toml").write_text(
        'roots = ["postmortems", "./postmortems/", "postmortems/sub", "."]\n'
    )
    assert b"checked 2 files" in pmkit("-C", str(root), "lint").out


REGISTERS: dict[str, tuple[str, bytes]] = {
    "not-yaml": ("- handle: a: b\n", b"register/people.yml:1:12"),
    "not-utf8": ("", b"register/people.yml:1: not UTF-8"),
    "text": ("just text\n", b"register/people.yml:1:1"),
    "no-handle": ("- name: Ines\n", b"register/people.yml:1:3"),
    "wrong-type": ("- handle: [a]\n", b"register/people.yml:1"),
    "alias-bomb": ("a: &a [x]\nb: [*a, *a]\n", b"register/people.yml:1"),
    "tag": ("- !!python/object/apply:os.system [x]\n", b"register/people.yml:1"),
    "deep": ("[" * 10_000, b"register/people.yml:1"),
    "twice": ("- handle: a\n  handle: b\n", b"register/people.yml:2"),
    "too-large": ("# x\n" * 1_100_000, b"larger"),
    "escape": ('- {handle: a, active: "\\e[2J"}\n', b"register/people.yml:1"),
}


@pytest.mark.parametrize("name", REGISTERS)
def test_a_broken_register_is_an_error_with_its_place(root: Path, name: str):
    text, said = REGISTERS[name]
    (root / "register").mkdir()
    (root / "register" / "people.yml").write_bytes(text.encode() or b"\xff")
    ended = pmkit("-C", str(root), "lint", timeout=10)
    assert_harmless(ended)
    assert ended.code == 2, ended.text
    assert said in ended.err


@pytest.mark.parametrize(
    "sort", ["fifo", "folder", "link-outside", "link-to-itself", "link-to-a-device"]
)
def test_a_register_that_is_no_file(root: Path, sort: str):
    (root / "register").mkdir()
    place = root / "register" / "clients.yml"
    PLACES[sort](place) if sort != "link-outside" else place.symlink_to("/etc/passwd")
    ended = pmkit("-C", str(root), "lint", timeout=10)
    assert_harmless(ended)
    assert ended.code == 2
    assert b"register/clients.yml" in ended.err


def test_a_folder_of_registers_behind_a_link(root: Path, tmp_path: Path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "people.yml").write_text("- handle: a\n")
    (root / "register").symlink_to(tmp_path / "elsewhere")
    ended = pmkit("-C", str(root), "lint")
    assert_harmless(ended)
    assert ended.code == 2


def test_a_large_register_costs_no_minutes(root: Path):
    (root / "register").mkdir()
    people = "".join(f"- {{handle: person-{n}, name: Person {n}}}\n" for n in range(5_000))
    (root / "register" / "people.yml").write_text(people)
    actions = "".join(f"- {{id: A{n}, what: x, owner: persona-{n}}}\n" for n in range(200))
    (root / "postmortems" / "x.md").write_text(draft("actions:\n" + actions))
    ended = pmkit("-C", str(root), "lint", timeout=10)
    assert_harmless(ended)
    assert ended.code == 1


@pytest.fixture
def planted(root: Path) -> Iterator[Path]:
    """A repository that holds modules with the names of what pmkit imports."""
    canary = root / CANARY
    evil = f"open({str(canary)!r}, 'w').close()\n"
    for name in (
        "yaml",
        "typer",
        "pydantic",
        "json",
        "re",
        "click",
        "pmkit",
        "sitecustomize",
        "tomllib",
    ):
        (root / f"{name}.py").write_text(evil)
    for name in ("rich", "pydantic_core", "jinja2"):
        (root / name).mkdir()
        (root / name / "__init__.py").write_text(evil)
    yield root
    assert not canary.exists()


@pytest.mark.skipif(not Path(*SCRIPT).exists(), reason="the console script is not installed here")
def test_planted_modules_are_not_imported_by_the_console_script(planted: Path):
    env = surroundings()
    del env["PYTHONPATH"]
    for command in ("lint", "list", "--version", "--help"):
        ended = pmkit(*command.split(), at=planted, env=env, command=SCRIPT)
        assert ended.code == 0, ended.text


def test_planted_modules_are_not_imported_without_the_working_folder_on_the_path(planted: Path):
    for command in ("lint", "list", "--version", "--help"):
        assert pmkit(command, at=planted, command=MODULE).code == 0
