"""Hostile post-mortems, made here: each attacks one assumption of a reader or of an output.

A case is one file. Its class says what lint must make of it: `OK` (no error) or `FINDING`, with
the code of the finding where only one is right. Nothing here may hang, crash or obey.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

BASE = Path(__file__).parent.parent / "data" / "base"
CANARY = "pmkit-canary"
"""Whatever a case manages to run makes a file of this name."""

OK, FINDING = 0, 1


@dataclass(frozen=True)
class Case:
    """One hostile file.

    Attributes:
        wanted: The exit code of lint: OK or FINDING.
        code: The rule that must be among the findings; empty where several would be right.
    """

    name: str
    raw: bytes
    wanted: int
    code: str = ""


def draft(extra: str = "", *, title: str = "A plain title", body: str = "\n## Summary\n") -> str:
    """A draft that lint has no error for, with further keys and another body."""
    return (
        f"---\nkind: project\nstatus: draft\ntitle: {title}\ncompleted_on: 2025-12-05\n"
        f"{extra}---\n{body}"
    )


def quoted(text: str) -> str:
    """`text` as a double-quoted YAML value; what it cannot hold is written as an escape."""
    out = []
    for char in text:
        if char in '"\\':
            out.append("\\" + char)
        elif char < " " or char in "\x7f\x85\u2028\u2029\ufeff":
            out.append(f"\\u{ord(char):04x}")
        else:
            out.append(char)
    return f'"{"".join(out)}"'


def action(**fields: str) -> str:
    """One action in which `fields` replace what is right."""
    right = {
        "id": "A1",
        "what": "Add an audit of the data to the discovery checklist.",
        "owner": "ines",
        "deadline": "2026-01-15",
        "verification": "The next two kickoffs hold the filled-in section.",
    } | fields
    lines = [f"{key}: {value}" for key, value in right.items()]
    return "actions:\n  - " + "\n    ".join(lines) + "\n"


def structure() -> list[Case]:
    """Front matter that is cut, nested, doubled or no front matter at all."""
    deep = 5_000
    made = {
        "empty": ("", FINDING, "PM010"),
        "one-newline": ("\n", FINDING, "PM010"),
        "three-dashes": ("---", FINDING, "PM011"),
        "two-lines-of-dashes": ("---\n---\n", FINDING, "PM019"),
        "no-front-matter": ("# A title\n\nText.\n", FINDING, "PM010"),
        "never-closed": (draft().replace("\n---\n", "\n", 1), FINDING, "PM011"),
        "closed-by-dots": ("---\nkind: project\n...\n\nText.\n", FINDING, "PM011"),
        "closed-with-spaces": (draft().replace("\n---\n", "\n---  \t\n"), OK, ""),
        "five-dashes": (draft().replace("---\n", "-----\n"), FINDING, "PM010"),
        "blank-line-first": ("\n" + draft(), FINDING, "PM010"),
        "comment-first": ("<!-- x -->\n" + draft(), FINDING, "PM010"),
        "indented-close": (draft().replace("\n---\n", "\n ---\n"), FINDING, "PM011"),
        "text-behind-open": ("--- # x\n" + draft()[4:], FINDING, "PM010"),
        "json": ('{"kind": "project"}\n', FINDING, "PM010"),
        "toml": ("+++\nkind = 1\n+++\n", FINDING, "PM010"),
        "json-broken": ("{" * 1000, FINDING, "PM010"),
        "scalar": ("---\njust text\n---\n", FINDING, "PM019"),
        "list": ("---\n- a\n- b\n---\n", FINDING, "PM019"),
        "null": ("---\n~\n---\n", FINDING, "PM019"),
        "only-comment": ("---\n# nothing\n---\n", FINDING, "PM019"),
        "duplicate-key": (draft("title: Another\n"), FINDING, "PM013"),
        "duplicate-flow": (draft("signals: {nps: 1, nps: 2}\n"), FINDING, "PM013"),
        "duplicate-quoted": (draft('"title": Another\n'), FINDING, "PM013"),
        "duplicates-30000": (draft("a: 1\n" * 30_000), FINDING, "PM013"),
        "merge-key": (draft("x-a: {<<: {b: 1}}\n"), OK, ""),
        "anchor": (draft("client: &a halden\n"), FINDING, "PM014"),
        "alias": (draft("client: *a\n"), FINDING, "PM014"),
        "alias-bomb": (
            draft(
                "x-a: &a [x,x,x,x,x,x,x,x,x]\n"
                + "".join(
                    f"x-{b}: &{b} [{','.join('*' + a for _ in range(9))}]\n"
                    for a, b in zip("abcdefgh", "bcdefghi", strict=True)
                )
            ),
            FINDING,
            "PM014",
        ),
        "alias-of-itself": (draft("x-a: &a [*a]\n"), FINDING, "PM014"),
        "tag-python": (
            draft(f"x-a: !!python/object/apply:os.system ['touch {CANARY}']\n"),
            FINDING,
            "PM014",
        ),
        "tag-own": (draft("client: !halden x\n"), FINDING, "PM014"),
        "tag-set": (draft("x-a: !!set {b, a}\n"), FINDING, "PM014"),
        "tag-binary": (draft("x-a: !!binary aGVsbG8=\n"), FINDING, "PM014"),
        "tag-on-key": (draft("!!str client: x\n"), FINDING, "PM014"),
        "tag-directives": (draft(head_of_tags(9_000)), FINDING, ""),
        "yaml-version": ("---\n%YAML 9.9\nkind: project\n---\n", FINDING, ""),
        "key-is-list": (draft("? [a]\n: b\n"), FINDING, "PM018"),
        "key-is-mapping": (draft("{a: b}: c\n"), FINDING, "PM018"),
        "key-empty": (draft(": x\n"), FINDING, "PM012"),
        "key-null": (draft("~: x\n"), FINDING, "PM102"),
        "key-multi-line": (draft('? "a\n\n  b"\n: x\n'), FINDING, "PM102"),
        "key-200-kb": (draft("a" * 200_000 + ": 1\n"), FINDING, "PM012"),
        "key-like-a-method": (
            draft("model_config: x\n__class__: x\nmodel_fields: x\n"),
            FINDING,
            "PM102",
        ),
        "keys-of-frontmatter": (draft("content: x\nhandler: x\nself: x\n"), FINDING, "PM102"),
        "deep-flow": (draft("x-a: " + "[" * deep + "]" * deep + "\n"), FINDING, "PM015"),
        "deep-flow-open": (draft("x-a: " + "[" * 50_000 + "\n"), FINDING, ""),
        "deep-braces": (draft("x-a: " + "{a: " * deep + "}" * deep + "\n"), FINDING, "PM015"),
        "deep-sequence": (draft("x-a:\n" + "- " * deep + "x\n"), FINDING, "PM015"),
        "deep-mapping": (
            draft("x-a:\n" + "".join(" " * n + " k:\n" for n in range(600))),
            FINDING,
            "PM015",
        ),
        "deep-just-allowed": (draft("x-a: " + "[" * 30 + "]" * 30 + "\n"), OK, ""),
        "question-marks": (draft("? " * 20_000 + "\n"), FINDING, ""),
        "values-120000": (draft("x-a: [" + "1," * 120_000 + "]\n"), FINDING, "PM016"),
        "values-90000": (draft("x-a: [" + "1," * 90_000 + "]\n"), OK, ""),
        "empty-keys-30000": (draft("".join(f"x{n}:\n" for n in range(30_000))), FINDING, "PM020"),
        "unknown-keys-15000": (
            draft("".join(f"statuz{n}: 1\n" for n in range(15_000))),
            FINDING,
            "PM020",
        ),
        "actions-are-text-20000": (draft("actions: [" + "x," * 20_000 + "]\n"), FINDING, "PM103"),
        "actions-empty-20000": (draft("actions:\n" + "- {a: b}\n" * 20_000), FINDING, "PM020"),
        "causes-6000": (draft("causes:\n" + "- {id: C, tags: [a, b]}\n" * 6_000), OK, "PM020"),
        "reviews-6000": (
            draft("reviews:\n" + "- {kind: a, held_on: x}\n" * 6_000),
            FINDING,
            "PM020",
        ),
        "deferrals-8000": (
            draft("actions:\n- id: A\n  deferred:\n" + "  - {from: x, to: y}\n" * 8_000),
            FINDING,
            "PM104",
        ),
        "owners-1000": (
            draft(
                "actions:\n"
                + "".join(f"- {{id: A{n}, owner: a and b, what: x}}\n" for n in range(1_000))
            ),
            FINDING,
            "",
        ),
        "actions-1000-fair": (
            draft("actions:\n" + "".join(fair_action(n) for n in range(900))),
            OK,
            "",
        ),
        "front-matter-300-kb": (draft("x-a: " + "a " * 150_000 + "\n"), FINDING, "PM003"),
        "actions-is-text": (draft("actions: soon\n"), FINDING, "PM103"),
        "actions-is-mapping": (draft("actions: {A1: x}\n"), FINDING, "PM103"),
        "action-is-list": (draft("actions: [[a]]\n"), FINDING, "PM103"),
        "cause-in-cause": (draft("causes: [{id: {id: {id: C1}}}]\n"), FINDING, "PM103"),
        "tags-is-mapping": (draft("causes: [{id: C1, tags: {a: b}}]\n"), FINDING, "PM103"),
        "kind-is-list": (draft().replace("kind: project", "kind: [project]"), FINDING, ""),
        "links-nested": (draft("links: {a: {b: [c]}}\n"), OK, ""),
        "action-ids-twice": (
            draft(action() + action().removeprefix("actions:\n")),
            FINDING,
            "",
        ),
        "conflict": (draft("<<<<<<< HEAD\n=======\n>>>>>>> b\n"), FINDING, "PM007"),
        "conflict-crlf": (draft(body="<<<<<<<\r\na\r\n>>>>>>>\r\n"), FINDING, "PM007"),
        "conflict-behind-fence": (
            draft(body="```\n<<<<<<< a\n```\n\n<<<<<<< HEAD\n"),
            FINDING,
            "PM007",
        ),
        "conflict-in-fence": (draft(body="```\n<<<<<<< a\n>>>>>>> b\n```\n"), OK, ""),
        "setext-in-front-matter": (draft("x-a: |\n  a\n  ---\n  b\n"), OK, ""),
        "dashes-in-block": (draft("x-a: |\n  a\n---\n  b\n"), OK, ""),
        "odd-indent": (draft(action().replace("    owner", "   owner")), FINDING, ""),
    }
    return [Case(f"a-{name}", text.encode(), *rest) for name, (text, *rest) in made.items()]


def head_of_tags(count: int) -> str:
    """Directives, each of which libyaml compares with all before it."""
    return "".join(f"%TAG !{n}! tag:x\n" for n in range(count))


def fair_action(number: int) -> str:
    """One complete action of a very long list."""
    return action(id=f"A{number}").removeprefix("actions:\n  ").replace("\n    ", "\n  ")


def scalars() -> list[Case]:
    """Values that YAML libraries change on the way, and dates that are none."""
    made: dict[str, tuple[str, int, str]] = {
        "client-no": ("client: NO\n", OK, ""),
        "client-octal": ("client: 0123\n", OK, ""),
        "client-sexagesimal": ("client: 14:30\n", OK, ""),
        "client-float": ("client: 1.10\n", OK, ""),
        "client-infinity": ("client: .inf\n", OK, ""),
        "client-date": ("client: 2026-01-05\n", OK, ""),
        "client-hash": ("client: #halden\n", FINDING, "PM107"),
        "client-null": ("client: null\n", FINDING, "PM107"),
        "client-colon": ("client: Halden: the bank\n", FINDING, "PM012"),
        "client-percent": ("client: %halden\n", FINDING, "PM012"),
        "client-at": ("client: @halden\n", FINDING, "PM012"),
        "client-backtick": ("client: `halden`\n", FINDING, "PM012"),
        "client-unclosed-quote": ("client: 'halden\n", FINDING, "PM012"),
        "client-unclosed-bracket": ("client: [halden\n", FINDING, "PM012"),
        "client-bad-escape": ('client: "\\q"\n', FINDING, "PM012"),
        "client-surrogate-escape": ('client: "\\ud83d\\ude00"\n', FINDING, "PM012"),
        "client-huge-escape": ('client: "\\Uffffffff"\n', FINDING, "PM012"),
        "client-nul-escape": ('client: "a\\0b"\n', FINDING, "PM109"),
        "client-200-kb": (f"client: {'a' * 200_000}\n", OK, ""),
        "client-block": ("client: |\n" + "  x\n" * 50_000, FINDING, "PM109"),
        "minutes-9s": (f"minutes: {'9' * 5_000}\n", FINDING, "PM105"),
        "minutes-hex": (f"minutes: 0x{'f' * 5_000}\n", FINDING, "PM105"),
        "minutes-negative-zero": ("minutes: -0\n", OK, ""),
        "minutes-infinity": ("minutes: .inf\n", FINDING, "PM105"),
        "minutes-nan": ("minutes: .nan\n", FINDING, "PM105"),
        "minutes-exponent": ("minutes: 1e400\n", FINDING, "PM105"),
        "minutes-underscore": ("minutes: 1_000\n", FINDING, "PM105"),
        "minutes-arabic": ("minutes: ٩٠\n", FINDING, "PM105"),
        "minutes-list": ("minutes: [90]\n", FINDING, "PM105"),
        "nps-dots": ("signals: {nps: 1.2.3}\n", FINDING, "PM105"),
        "cost-14-digits": ("cost: {currency: EUR, direct_loss: 99999999999999}\n", OK, ""),
        "truth-yes": ("participants: [{name: a, role: b, on_project: yes}]\n", FINDING, "PM105"),
        "metric-by-zero": ("metrics: [{name: days, planned: 0, actual: 1}]\n", OK, ""),
        "visibility-case": ("visibility: Public\n", FINDING, "PM105"),
        "enum-20-kb": (f"outcome: {'mixed' * 4_000}\n", FINDING, "PM105"),
    }
    days = {
        "month-13": "2026-13-01",
        "february-30": "2026-02-30",
        "leap-day-of-none": "2025-02-29",
        "year-0": "0000-01-01",
        "year-9999": "9999-12-31",
        "year-1969": "1969-12-31",
        "short": "2026-1-5",
        "compact": "20260105",
        "german": "05.01.2026",
        "american": "01/05/2026",
        "epoch": "1767225600",
        "zero": "0",
        "arabic-digits": "٢٠٢٦-٠١-٠٥",
        "fullwidth-digits": "２０２６-０１-０５",
        "list": "[2026-01-05]",
        "mapping": "{y: 2026}",
        "date-time": "2026-01-05T00:00:00Z",
        "newline-behind": '"2026-01-05\\n"',
        "word": "tomorrow",
        "200-kb": "1" * 200_000,
    }
    made |= {
        f"deadline-{name}": (action(deadline=value), FINDING, "PM204")
        for name, value in days.items()
    }
    cases = [
        Case(f"b-{name}", draft(extra).encode(), *rest) for name, (extra, *rest) in made.items()
    ]
    incident = (BASE / "incident.md").read_text("utf-8")
    for name, moment in {
        "hour-25": "2025-11-03T25:00:00Z",
        "zone-99": "2025-11-03T08:00:00+99:99",
        "fraction-9-digits": "2025-11-03T08:00:00.123456789Z",
        "leap-second": "2025-11-03T23:59:60Z",
    }.items():
        text = incident.replace("2025-11-03T08:00:00+01:00", moment)
        cases.append(Case(f"b-moment-{name}", text.encode(), FINDING, "PM104"))
    return cases


def bytes_() -> list[Case]:
    """What a text file should not hold, and line ends of every sort."""
    plain = draft(body="\n## Summary\n\nText.\n")
    raw = plain.encode()
    body = raw.replace(b"Text.", b"Te\xffxt.")
    return [
        Case("c-bom", b"\xef\xbb\xbf" + raw, OK),
        Case("c-bom-twice", b"\xef\xbb\xbf\xef\xbb\xbf" + raw, FINDING, "PM010"),
        Case("c-bom-bad-byte", b"\xef\xbb\xbf" + body, FINDING, "PM004"),
        Case("c-crlf", raw.replace(b"\n", b"\r\n"), OK),
        Case("c-cr", raw.replace(b"\n", b"\r"), FINDING, "PM006"),
        Case("c-cr-in-value", raw.replace(b"plain title", b"plain\rtitle"), FINDING, "PM006"),
        Case("c-mixed-ends", raw.replace(b"\n", b"\r\n", 3), OK),
        Case("c-no-final-newline", raw.rstrip(b"\n"), OK),
        Case("c-utf16", plain.encode("utf-16"), FINDING, "PM004"),
        Case("c-utf16-be", plain.encode("utf-16-be"), FINDING),
        Case("c-utf32", plain.encode("utf-32"), FINDING, "PM004"),
        Case("c-latin-1", draft(title="Müller").encode("latin-1"), FINDING, "PM004"),
        Case("c-bad-byte-in-body", body, FINDING, "PM004"),
        Case("c-bad-byte-first", b"\xff" + raw, FINDING, "PM004"),
        Case("c-overlong", raw.replace(b"Text", b"\xc0\xaf"), FINDING, "PM004"),
        Case("c-surrogate", raw.replace(b"Text", b"\xed\xa0\x80"), FINDING, "PM004"),
        Case("c-cut-character", raw + "é".encode()[:1], FINDING, "PM004"),
        Case("c-nul", raw.replace(b"Text", b"\0"), FINDING, "PM005"),
        Case("c-nul-in-title", raw.replace(b"plain", b"\0"), FINDING, "PM005"),
        Case("c-nul-megabyte", raw + b"\0" * 1_000_000, FINDING, "PM005"),
        Case("c-escape", raw.replace(b"Text", b"\x1b[2J"), FINDING, "PM005"),
        Case("c-c1", raw.replace(b"Text", b"\xc2\x9b31m"), FINDING, "PM005"),
        Case("c-delete", raw.replace(b"Text", b"\x7f"), FINDING, "PM005"),
        Case("c-tab-indent", draft("signals:\n\tnps: 1\n").encode(), FINDING, "PM017"),
        Case("c-nbsp-indent", draft("signals:\n\u00a0 nps: 1\n").encode(), FINDING),
        Case("c-next-line", draft("client: a\u0085b\n").encode(), FINDING),
        Case("c-line-separator", draft("client: a\u2028b\n").encode(), FINDING),
        Case("c-zero-width-key", draft("cli\u200bent: x\n").encode(), FINDING, "PM102"),
        Case("c-bom-in-title", draft(title="a\ufeffb").encode(), FINDING, "PM109"),
        Case("c-noncharacter", draft(title="a\ufffeb").encode(), FINDING),
        Case("c-random", bytes(n * n % 251 for n in range(5_000)), FINDING),
    ]


TITLES: dict[str, tuple[str, int]] = {
    "rich-close": ("Fix [/bold] soon", OK),
    "rich-open": ("[red]Fix[ [[", OK),
    "rich-link": ("[link=https://example.com]x[/link]", OK),
    "rich-brackets": ("Move [x] from [10] to [a, b]", OK),
    "emoji-code": (":warning: :boom:", OK),
    "emoji": ("Launch 🚀 👩‍👩‍👧 ünïcödé", OK),
    "escape": ("a\x1b[31mred\x1b]0;x\x07", FINDING),
    "carriage-return": ("safe\rHACKED", FINDING),
    "backspace": ("abc\b\b\bxyz", FINDING),
    "newline": ("a\n::error ::x", FINDING),
    "nul": ("a\0b", FINDING),
    "c1": ("a\u009b31mb", FINDING),
    "bidi-override": ("ecne\u202etsop", FINDING),
    "bidi-isolate": ("a\u2066b\u2069", FINDING),
    "bidi-mark": ("a\u200fb", FINDING),
    "zero-width": ("Acme\u200b Bank", FINDING),
    "tag-characters": ("a\U000e0041\U000e0042", FINDING),
    "line-separator": ("a\u2028b", FINDING),
    "right-to-left": ("مرحبا بالعالم", OK),
    "combining": ("e" + "\u0301" * 5_000, OK),
    "wide": ("漢字" * 200, OK),
    "long": ("word " * 4_000, OK),
    "long-no-space": ("w" * 20_000, OK),
    "github-error": ("::error file=x,line=1::owned", OK),
    "github-indented": ("  ::set-output name=a::b", OK),
    "github-stop": ("::stop-commands::token", OK),
    "github-many": ("::error ::x " * 60, OK),
    "github-old": ("##[error]owned ##[command]x", OK),
    "github-percent": ("a%0A::error::b %25", OK),
    "csv-equals": ('=HYPERLINK("https://example.com")', OK),
    "csv-plus": ("+1+cmd|' /C calc'!A0", OK),
    "csv-minus": ("-2+3", OK),
    "csv-at": ("@SUM(1)", OK),
    "csv-fullwidth": ("＝1+1", OK),
    "csv-quote": ('a","b\'c', OK),
    "html": ("</title><script>alert(1)</script>", OK),
    "html-comment": ("--><!-- x", OK),
    "markdown-table": ("a | b | c", OK),
    "markdown-link": ("[x](javascript:alert(1)) ![y](https://example.com/z.png)", OK),
    "markdown-code": ("`a` ``b`` ```c", OK),
    "format": ("{0} {title.__class__} %s %(x)s ${HOME} $(id)", OK),
    "jinja": ("{{ 7 * 7 }}{% include 'x' %}", OK),
    "path": ("../../../etc/passwd", OK),
    "only-spaces": ("   ", FINDING),
    "back-slashes": ("\\\\x1b[31m \\u202e", OK),
}


def outputs() -> list[Case]:
    """Text that means something to what shows it: terminal, runner, spreadsheet, browser."""
    cases = []
    for name, (text, wanted) in TITLES.items():
        value = quoted(text)
        cases.append(Case(f"d-title-{name}", draft(title=value).encode(), wanted))
    everywhere = (
        "escape",
        "github-error",
        "github-old",
        "csv-equals",
        "bidi-override",
        "rich-close",
    )
    for name in everywhere:
        text, wanted = TITLES[name]
        value = quoted(text)
        extra = (
            f"client: {value}\nteam: {value}\nproject: {value}\nauthor: {value}\n"
            f"causes:\n  - {{id: C1, what: {value}, tags: [{value}], category: process}}\n"
            + action(id=value, what=value, verification=value)
            + f"lessons:\n  - {{lesson: {value}, implication: {value}}}\n"
            f"links: {{{value}: {value}}}\n{value}: {value}\n"
        )
        cases.append(Case(f"d-everywhere-{name}", draft(extra, title=value).encode(), FINDING))
    return cases


def bodies() -> list[Case]:
    """Bodies that cost a careless scan seconds or minutes."""
    made = {
        "headings": "## a\n" * 100_000,
        "bare-headings": "#\n" * 150_000,
        "setext": "a\n=\n" * 100_000,
        "sections-and-comments": "## a\n<!-- x -->\n" * 40_000,
        "fences": "```\nx\n```\n" * 60_000,
        "fences-open": "```\n" * 150_000,
        "comments-open": "<!--" * 150_000,
        "comments-half-open": "<!-- x --" * 200_000,
        "backticks": "".join("`" * (n % 90) + " " for n in range(20_000)),
        "brackets": "[" * 400_000,
        "less-than": "<" * 400_000,
        "stars": "*a_" * 300_000,
        "lists": "".join("  " * (n % 200) + "- x\n" for n in range(5_000)),
        "quotes": "> " * 300_000,
        "spaces": "x" + " " * 1_000_000 + "y",
        "newlines": "\n" * 800_000,
        "one-line": "word " * 300_000,
        "no-space": "w" * 1_000_000,
        "blame": "should have obviously failed to " * 30_000,
        "todo": "TODO\n" * 100_000,
        "ignores": "<!-- pmkit: ignore[PM601] x -->\n" * 15_000,
        "ignores-open": "<!-- pmkit: ignore[PM601] x\n" * 30_000,
        "ignores-one-line": "<!-- pmkit: ignore[PM601] x --> " * 15_000,
        "ignore-of-spaces": "<!-- pmkit: ignore[PM601]" + " " * 500_000,
        "html": "<script>alert(1)</script><img src=x onerror=alert(1)>\n" * 100,
        "links": "[x](javascript:alert(1)) [y](file:///etc/passwd)\n" * 100,
    }
    cases = [Case(f"e-{name}", draft(body=body).encode(), OK) for name, body in made.items()]
    needless = "".join(f"x-{n}: '' # pmkit: ignore[PM107] x\n" for n in range(6_000))
    words = ",".join(f"PM{n}" for n in range(1_000, 30_000))
    cases.append(Case("e-ignores-in-yaml", draft(needless).encode(), OK))
    cases.append(Case("e-ignore-of-words", draft(f"# pmkit: ignore[{words}] x\n").encode(), OK))
    return cases


def corpus() -> list[Case]:
    """Every case, under names that differ."""
    return [*structure(), *scalars(), *bytes_(), *outputs(), *bodies()]
