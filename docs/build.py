"""Regenerates what the documentation takes from the code, and shows what commands really print.

    python docs/build.py            write README.md and docs/*.md again
    python docs/build.py --check    write nothing; exit with 1 and a diff if something is stale

What lies between `<!-- generated: NAME -->` and `<!-- end -->` comes from models, rules, settings
and commands. In a block ```console each line `$ pmkit …` is run, and what follows is its output.
Comments right above a block say how:

    <!-- in: empty -->              in an empty git repository, not in a copy of examples/agency
    <!-- in: NAME -->               the same, kept for the later blocks of the page with this name
    <!-- in: agency-history -->     in examples/agency with its git history, kept in the same way
    <!-- edit: PATH: OLD => NEW --> first replace the text in a file of that repository
    <!-- commit: DAY NAME -->       then commit everything there, as that person on that day
    <!-- file: PATH -->             the block is the text of a file there, and nothing is run
    <!-- lines: N -->               show the first N lines of each output only
    <!-- run: python -->            run the block as a script, in a copy of examples/agency
    <!-- output: above -->          the block holds what that script printed
"""

from __future__ import annotations

import ast
import difflib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
AGENCY = ROOT / "examples" / "agency"
HISTORY = "agency-history"
TODAY = "2026-04-01"
sys.path.insert(0, str(ROOT))  # the pmkit of this checkout, installed or not
HOME = "/home/dana"
"""What stands in the pages for the temporary folder in which the commands run."""

_REGION = re.compile(
    r"^(<!-- generated: ([\w-]+)(?: ([\w. -]+?))? -->\n).*?^(<!-- end -->)$", re.M | re.S
)
_BLOCK = re.compile(r"^((?:<!-- [^\n]* -->\n)*)(```+)(\w+)\n(.*?)^\2$", re.M | re.S)
_DIRECTIVE = re.compile(r"<!-- (in|edit|commit|file|lines|run|output): (.*) -->")
_EDIT = re.compile(r"(\S+): (.*) => (.*)")


def main(words: list[str]) -> int:
    """Write the pages, or check them; return an exit code."""
    if words not in ([], ["--check"]):
        print(__doc__)
        return 2
    stale = 0
    for path, new in (*rule_pages().items(), *built(pages())):
        old = path.read_text("utf-8") if path.exists() else ""
        if new == old:
            continue
        stale += 1
        if words:
            sys.stdout.writelines(difference(path, old, new))
        else:
            replace(path, new)
    if words and stale:
        print("out of date: run `python docs/build.py`", file=sys.stderr)
    return int(bool(words) and stale > 0)


def replace(path: Path, text: str) -> None:
    """Write a page; one that is to hold nothing is removed."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")
    if not text:
        path.unlink()
    print(f"{'wrote' if text else 'removed'} {path.relative_to(ROOT)}")


def pages() -> list[Path]:
    """List the pages, those with the most commands first."""
    found = [ROOT / "README.md", *HERE.glob("*.md")]
    return sorted(found, key=lambda path: (-path.read_text("utf-8").count("\n$ pmkit"), path))


def built(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Yield each page with its text as it should be."""
    paths = list(paths)
    with ProcessPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
        yield from zip(paths, pool.map(build, paths), strict=True)


def build(path: Path) -> str:
    """Return the text of one page with every generated part made anew."""
    text = _REGION.sub(_region, path.read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        return _BLOCK.sub(Transcripts(Path(folder).resolve()).replace, text)


def difference(path: Path, old: str, new: str) -> Iterator[str]:
    """Yield the lines of a diff from what a page says to what it should say."""
    name = path.relative_to(ROOT).as_posix()
    yield from difflib.unified_diff(
        old.splitlines(keepends=True), new.splitlines(keepends=True), name, f"{name} (built)"
    )


# What commands print


@dataclass
class Transcripts:
    """Runs the commands of one page, below a folder of its own."""

    folder: Path
    made: int = 0
    printed: str = ""

    def replace(self, match: re.Match[str]) -> str:
        """Return one block with the real output of its commands."""
        comments, fence, language, inner = match.groups()
        directives = _DIRECTIVE.findall(comments)
        given = dict(directives)
        if language == "console":
            inner = self.console(inner, directives)
        elif "file" in given:
            _write(self.workspace(given["in"]) / given["file"], inner)
        elif "run" in given:
            self.printed = _script(self.workspace(None), inner)
        elif "output" in given:
            inner = self.printed
        return f"{comments}{fence}{language}\n{inner}{fence}"

    def console(self, inner: str, directives: list[tuple[str, str]]) -> str:
        """Run the commands of a block and return them with their output."""
        given = dict(directives)
        place = self.workspace(given.get("in"))
        for key, value in directives:
            if key == "edit":
                _edit(place, value)
            elif key == "commit":
                _commit(place, *value.split(" ", 1))
        commands = [line[2:] for line in inner.splitlines() if line.startswith("$ pmkit")]
        most = int(given["lines"]) if "lines" in given else None
        return "".join(self.transcript(place, command, most) for command in commands)

    def workspace(self, name: str | None) -> Path:
        """Return the folder in which a block runs."""
        self.made += 1
        if name is None:
            place = self.folder / str(self.made) / "agency"
            shutil.copytree(AGENCY, place)
            return place
        kept = self.folder / ("0" if name != "empty" else str(self.made)) / name
        if name == HISTORY:
            kept = kept / AGENCY.name
        if not kept.exists():
            kept.mkdir(parents=True)
            make = [sys.executable, str(AGENCY / "history.py")]
            make = make if name == HISTORY else ["git", "init", "--quiet"]
            subprocess.run([*make, str(kept)], check=True, stdout=subprocess.DEVNULL)
        return kept

    def transcript(self, place: Path, command: str, most: int | None) -> str:
        """Return a command with its output, and its exit code unless that is 0."""
        code, output = run(place, shlex.split(command)[1:])
        output = output.replace(str(place.parent), HOME)
        lines = [line.rstrip() for line in output.splitlines()]
        if most is not None and len(lines) > most:
            lines = [*lines[:most], "…"]
        if code:
            lines.append(f"# exits with {code}")
        return "\n".join([f"$ {command}", *lines]) + "\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


def _script(place: Path, text: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-"], input=text, cwd=place, env=environment, stdout=subprocess.PIPE,
        text=True, check=True,
    )  # fmt: skip
    return done.stdout


def _edit(place: Path, directive: str) -> None:
    match = _EDIT.fullmatch(directive)
    assert match, f"no edit: {directive}"
    path, old, new = place / match[1], match[2], match[3]
    text = path.read_text("utf-8")
    assert old in text, f"{match[1]} holds no `{old}`"
    path.write_text(text.replace(old, new, 1), "utf-8")


def _commit(place: Path, day: str, name: str) -> None:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for role in ("AUTHOR", "COMMITTER"):
        environment[f"GIT_{role}_NAME"] = name
        environment[f"GIT_{role}_EMAIL"] = f"{name.lower()}@fernbank.example"
        environment[f"GIT_{role}_DATE"] = f"{day}T12:00:00+0100"
    for words in (("add", "--all"), ("commit", "--quiet", "-m", "Follow up")):
        subprocess.run(["git", "-C", str(place), *words], env=environment, check=True)


def run(place: Path, arguments: list[str]) -> tuple[int, str]:
    """Run pmkit in `place` as if from a pipe; return its exit code and all it wrote."""
    from pmkit.__main__ import main as pmkit

    held = io.BytesIO()
    out = io.TextIOWrapper(held, encoding="utf-8", write_through=True)
    kept = (sys.argv, sys.stdout, sys.stderr, Path.cwd(), dict(os.environ))
    for name in [name for name in os.environ if name.startswith("PMKIT_")]:
        del os.environ[name]
    os.environ |= {"NO_COLOR": "1", "PMKIT_TODAY": TODAY, "COLUMNS": "100", "TZ": "Europe/Berlin"}
    os.environ |= {"CI": "1"}
    code: object = 0
    try:
        sys.argv, sys.stdout, sys.stderr = ["pmkit", *arguments], out, out
        os.chdir(place)
        pmkit()
    except SystemExit as stop:
        code = stop.code
    finally:
        sys.argv, sys.stdout, sys.stderr = kept[:3]
        os.chdir(kept[3])
        os.environ.clear()
        os.environ |= kept[4]
    return (code if isinstance(code, int) else 0), held.getvalue().decode()


# What comes from models, rules, settings and commands


def _region(match: re.Match[str]) -> str:
    makers: dict[str, Callable[[str], str]] = {
        "fields": fields,
        "settings": lambda _: settings(),
        "rule-index": lambda _: rule_index(),
        "options": options,
        "sections": lambda _: sections(),
        "tags": lambda _: tags(),
        "floors": lambda _: floors(),
        "wording-lists": lambda _: wording_lists(),
        "wording-measure": lambda _: wording_measure(),
    }
    return f"{match[1]}\n{makers[match[2]](match[3] or '')}\n{match[4]}"


def table(titles: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a Markdown table."""
    titles = list(titles)
    lines = [titles, ["---"] * len(titles), *rows]
    return "".join(f"| {' | '.join(_cell(cell) for cell in line)} |\n" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def models() -> dict[str, Any]:
    """Return every model of post-mortems and registers by its name, bases first."""
    from pmkit.model import parts, postmortem, register
    from pmkit.model.base import Part

    named = [
        (name, value)
        for module in (postmortem, parts, register)
        for name, value in vars(module).items()
        if getattr(value, "__module__", "") == module.__name__
    ]
    return {
        name: value for name, value in named if isinstance(value, type) and issubclass(value, Part)
    }


def own_fields(model: Any) -> dict[str, Any]:
    """Return a model's fields by their key in the file, those of a kind without the shared ones."""
    from pmkit.model.postmortem import PostMortem

    shared = PostMortem.model_fields if model is not PostMortem else {}
    shared = shared if issubclass(model, PostMortem) else {}
    return {
        field.alias or name: field
        for name, field in model.model_fields.items()
        if name not in shared
    }


def fields(name: str) -> str:
    """Return the table of a model's fields."""
    model = models()[name]
    schema = model.model_json_schema()
    known, required = schema.get("$defs", {}), model.required_keys
    rows = [
        [
            f"`{key}`",
            _kind_of_value(schema["properties"][key], known),
            "yes" if key in required else "",
            field.description or "",
        ]
        for key, field in own_fields(model).items()
    ]
    return table(["key", "value", "needed", "meaning"], rows)


def _kind_of_value(schema: dict[str, Any], known: dict[str, Any]) -> str:
    choices = [item for item in schema.get("anyOf", ()) if item != {"type": "null"}]
    schema = {**schema, **choices[0]} if choices else schema
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        if "enum" in known[name]:
            words = ", ".join(f"`{word}`" for word in known[name]["enum"])
            default = schema.get("default")
            return f"{words}; `{default}` if absent" if default else words
        return f"[{_spaced(name)}](#{_spaced(name).replace(' ', '-')})"
    if "enum" in schema:
        return ", ".join(f"`{word}`" for word in schema["enum"])
    if schema.get("type") == "array":
        inner = _kind_of_value(schema["items"], known)
        return "list of texts" if inner == "text" else f"list of {inner}"
    default = "; true if absent" if schema.get("default") is True else ""
    return _PLAIN.get(schema.get("format") or schema["type"], "`name: value` lines") + default


_PLAIN = {
    "date": "day",
    "date-time": "date-time",
    "string": "text",
    "number": "number",
    "integer": "whole number",
    "boolean": "true or false",
}


def _spaced(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def sections() -> str:
    """Return the table of the body's headings by kind."""
    from pmkit.model.sections import SECTIONS

    rows = ((f"`{kind}`", " · ".join(names)) for kind, names in SECTIONS.items())
    return table(["kind", "second-level headings"], rows)


def tags() -> str:
    """Return the table of the built-in tags."""
    from pmkit.taxonomy import built_in

    rows = ((f"`{tag.name}`", tag.group, tag.title) for tag in built_in().tags.values())
    return table(["tag", "group", "title"], rows)


def settings() -> str:
    """Return the table of settings."""
    from pmkit.config import Repository
    from pmkit.reports.settings import settings_rows

    rows = settings_rows(Repository(Path()))
    return table(
        ["setting", "default", "meaning"],
        ([f"`{row.key}`", f"`{_toml(row.value)}`", row.description] for row in rows),
    )


def _toml(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return f'"{value}"' if isinstance(value, str) else str(value)


FAMILIES = {
    "PM0": "PM0xx: can the file be read",
    "PM1": "PM1xx: does it keep to the format",
    "PM2": "PM2xx: can the actions be followed up",
    "PM3": "PM3xx: is the analysis deep enough",
    "PM4": "PM4xx: is the wording blameless and specific",
    "PM5": "PM5xx: was the meeting run well",
    "PM6": "PM6xx: is the story told",
    "PM7": "PM7xx: does the repository hold together",
}


def rule_index() -> str:
    """Return the tables of rules, one a family, each row with a link to its rule's page."""
    from pmkit.fixes.fix import fixing_of
    from pmkit.render.rules import severities
    from pmkit.rules.registry import load_rules

    everything = load_rules().values()
    out = []
    for family, title in FAMILIES.items():
        rows = [
            [
                *(f"[{rule.code}](rules/{rule.code}.md)", f"`{rule.name}`", *severities(rule)),
                *(fixing_of(rule.code) or "", rule.summary),
            ]
            for rule in everything
            if rule.code.startswith(family)
        ]
        if rows:
            titles = ["code", "name", "draft", "later", "fix", "about"]
            out.append(f"### {title}\n\n{table(titles, rows)}")
    return "\n".join(out)


def rule_pages() -> dict[Path, str]:
    """Return the page of every rule; one that is there without its rule is to hold nothing."""
    from pmkit.render.rules import rule_markdown
    from pmkit.rules.registry import load_rules

    folder = HERE / "rules"
    made = dict.fromkeys(folder.glob("*.md"), "")
    for rule in load_rules().values():
        page = rule_markdown(rule).replace("## ", "# ", 1)
        made[folder / f"{rule.code}.md"] = f"{page}\n{_BEHIND}"
    return made


_BEHIND = """\
[How severe, and when](../rules.md#how-severe-and-when) ·
[Suppress a finding](../rules.md#suppress-a-finding) · [All rules](../rules.md#all-rules)
"""


def wording_lists() -> str:
    """Return the table of the lists of phrases, with a few phrases of each."""
    from pmkit.wording.language import lines, read_language

    rows = []
    for name, given in read_language("en")["lists"].items():
        said = [line for line in lines(given["say"]) if len(line) < 40 and "<" not in line]
        some = ", ".join(f"`{line}`" for line in said[:3])
        code = given["rule"]
        rows.append([f"`{name}`", code, ", ".join(given["in"].split()), some])
    return table(["list", "rule", "looked for in", "for example"], rows)


def wording_measure() -> str:
    """Return the table of how well the rules about wording do on the labelled sentences."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    import wording

    items = [item for name in wording.sets() for item in wording.read_set(name)]
    innocent = sum(not item.allowed for item in items)
    note = f"{len(items)} sentences, {innocent} of them innocent."
    return f"{wording.table(wording.measure(items)[0])}\n{note}\n"


def floors() -> str:
    """Return the floor plan: each room with the first line of its documentation, from the top."""
    tree = ast.parse((ROOT / "tests" / "test_architecture.py").read_text("utf-8"))
    plan = next(
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "FLOORS"
    )
    rows = [
        [str(number) if not place else "", f"`{room}{'/' if path.is_dir() else ''}`", _about(path)]
        for number, rooms in reversed(list(enumerate(plan)))
        for place, room in enumerate(rooms)
        for path in [ROOT / "pmkit" / room]
    ]
    return table(["floor", "room", "what is in it"], rows)


def _about(path: Path) -> str:
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    doc = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
    return doc.partition("\n\n")[0]


def command(words: str) -> Any:
    """Return the command that `words` name: `pmkit` itself, `lint`, `tags show`."""
    import typer

    from pmkit.cli.app import build as application

    found: Any = typer.main.get_command(application())
    for word in words.split() if words != "pmkit" else ():
        found = found.get_command(None, word)
    return found


def options(words: str) -> str:
    """Return the table of a command's arguments and options."""
    return table(["option", "meaning"], (_option(item) for item in command(words).params))


def _option(item: Any) -> tuple[str, str]:
    names = [*item.opts, *item.secondary_opts]
    choices = getattr(item.type, "choices", None)
    wanted = "|".join(getattr(choice, "value", str(choice)) for choice in choices or ())
    if item.param_type_name == "argument":
        return f"`{item.metavar or item.name}`", item.help or ""
    value = "" if item.is_flag else f" {wanted or item.metavar or 'TEXT'}"
    default = getattr(item.default, "value", item.default)
    told = default not in (None, False, "", Path()) and not item.is_flag
    note = f" Default: `{default}`." if told else ""
    return ", ".join(f"`{name}{value}`" for name in names), (item.help or "") + note


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
