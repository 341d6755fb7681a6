"""Writes YAML in all the ways people do, and knows by itself what it says.

An `Author` draws a tree of texts, lists and mappings, and its lines, from a `random.Random`. What a
reader is to find is known from how it was written, not from reading it.
"""

from __future__ import annotations

import copy
import random
import re
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Tree: TypeAlias = "str | list[Any] | dict[str, Any]"

KEYS = ("id", "what", "owner", "deadline", "status", "x-own", "note", "évidence", "why not")
PLAIN = (
    *("x", "dana", "2026-01-01", "No", "1.10", "0123", "two words", "it's", 'say "so"', "a,b"),
    *("C:\\x", "https://x.example/?a=b#c", "x#y", "-x", "e\u0301tude", "漢字 🎉", "a:b", "<<"),
    *("-5", "~x", ".5", "é", "x - y", "later"),
)
"""Needs no quotes, though some of it looks like something else than text."""
FLOW_UNSAFE = re.compile(r"[\[\]{},]")
TEXTS = (*PLAIN, "", " x ", "a: b", "# no", "don't: stop", "- x", "[x", "{x", "&x", "*x", "!x")
TEXTS += ("tab\there", "back\\slash", "'", '"', "%x", "@x", "`x", "---", "...", "x: ", "null", "~")
UNPRINTED = ("one\ntwo", "\u202e", "bell\a", "\u2028x", "line\x85end", "nbsp\u00a0", "\ufeffx")


@dataclass
class Author:
    """One person's habits; `chance` decides."""

    chance: random.Random
    indent: int = field(init=False)
    gap: int = field(init=False)
    dense: bool = field(init=False)

    def __post_init__(self) -> None:
        self.indent = self.chance.choice((2, 2, 2, 4, 3))
        self.gap = self.chance.choice((1, 1, 1, 3))
        self.dense = self.chance.random() < 0.4

    def file(self) -> tuple[bytes, dict[str, Any]]:
        """Return a whole file and what its front matter says."""
        chance = self.chance
        tree: dict[str, Any] = {}
        names = ["title", *chance.sample(KEYS, chance.randrange(4)), "actions", "reviews"]
        chance.shuffle(names)
        lines: list[str] = []
        if chance.random() < 0.06:
            text, tree = self.flow_mapping(0)
            lines = text.split("\n")
        else:
            lines += self.remarks(0)
            for name in names[: chance.randrange(1, len(names) + 1)]:
                told, tree[name] = self.entry(name, 0, self.kind_of(name))
                lines += told
        body = chance.choice(("", "\n", "\n\n# Body\nactions: x\n---\nno end", "\n\ttext\n"))
        head = "---" + chance.choice(("", "", "  ")) + "\n"
        return self.encoded(head + "".join(line + "\n" for line in lines) + "---" + body), tree

    def register(self) -> tuple[bytes, Tree]:
        """Return a file that is YAML from the first byte to the last, and what it says."""
        lines = self.remarks(0)
        below, tree = self.block(-self.indent, self.chance.choice(("list", "list", "mapping")))
        text = "\n".join([*lines, *below, ""])
        if isinstance(tree, list) and self.chance.random() < 0.5:  # nothing ends the last line
            text += below[0].partition("-")[0] + "- end"
            tree.append("end")
        return self.encoded(text), tree

    def encoded(self, text: str) -> bytes:
        eol = self.chance.choice(("\n", "\n", "\r\n"))
        return (self.chance.choice(("", "", "\ufeff")) + text.replace("\n", eol)).encode()

    def kind_of(self, name: str) -> str:
        """Return how the value of a key at the top is written."""
        if name in ("actions", "reviews"):
            return self.chance.choice(("list", "list", "list", "empty list", "flow list", "blank"))
        return self.chance.choice(("scalar", "scalar", "scalar", "mapping", "flow mapping"))

    def entry(self, name: str, at: int, kind: str) -> tuple[list[str], Tree]:
        """Return the lines of one key of a block mapping, in column `at`, and its value."""
        key = self.key(name, flow=False)
        lead = f"{' ' * at}{key}{self.chance.choice(('', '', '', ' '))}:"
        if kind == "scalar":
            return self.scalar_entry(lead, at)
        if kind in ("list", "mapping"):
            below, value = self.block(at, kind)
            return [
                lead + self.remark(),
                *self.remarks(at),
                *below,
                *self.remarks(at, blank=False),
            ], value
        if kind == "blank":
            sign = self.chance.choice(("", " ~", " null"))
            return [lead + sign + self.remark(), *self.remarks(at)], sign.strip()
        if kind == "empty list":
            return [f"{lead} []{self.remark()}", *self.remarks(at)], []
        make = self.flow_list if kind == "flow list" else self.flow_mapping
        text, value = make(at + 1)
        return [*f"{lead} {text}{self.remark()}".split("\n"), *self.remarks(at)], value

    def block(self, at: int, kind: str, depth: int = 0) -> tuple[list[str], Tree]:
        """Return a collection in lines below its key, which stands in column `at`."""
        if kind == "mapping":
            return self.mapping(at + self.indent, depth)
        column = max(at, 0) + self.chance.choice((0, self.indent, self.indent))
        lines: list[str] = []
        items: list[Tree] = []
        for _ in range(self.chance.choice((1, 1, 2, 2, 3))):
            told, value = self.item(column, depth)
            lines += told
            items.append(value)
            if self.chance.random() < 0.1:  # the same once more
                lines += told
                items.append(copy.deepcopy(value))
        return lines, items

    def item(self, column: int, depth: int) -> tuple[list[str], Tree]:
        dash = " " * column + "-"
        what = self.chance.random()
        if what < 0.6:
            inner = column + 1 + self.gap
            lines, value = self.mapping(inner, depth + 1)
            if self.chance.random() < 0.08:
                return [dash + self.remark(), *lines], value
            return [dash + lines[0][column + 1 :], *lines[1:]], value
        if what < 0.8:
            text, value = self.flow_mapping(column + 1)
            return [*f"{dash} {text}{self.remark()}".split("\n"), *self.remarks(column)], value
        text, word = self.inline(column + 1, flow=False)
        return [*f"{dash} {text}{self.remark()}".split("\n"), *self.remarks(column)], word

    def mapping(self, column: int, depth: int) -> tuple[list[str], dict[str, Any]]:
        lines: list[str] = []
        tree: dict[str, Any] = {}
        for name in self.chance.sample(KEYS, self.chance.randrange(1, 6)):
            kinds = ["scalar"] * 7 + ["flow list", "flow mapping", "empty list", "blank"]
            kinds += ["list", "mapping"] if depth < 3 else []
            told, tree[name] = self.entry(name, column, self.chance.choice(kinds))
            lines += told
        return lines, tree

    def key(self, name: str, *, flow: bool) -> str:
        sign = self.chance.choice(("", "", "", "", "'", '"'))
        return sign + name + sign

    def scalar_entry(self, lead: str, at: int) -> tuple[list[str], str]:
        """Return a key with a single value."""
        style = self.chance.random()
        if style < 0.12:
            return self.literal(lead, at)
        if style < 0.2:
            space = self.chance.choice(("", " ", "   "))
            return [lead + space + self.remark(), *self.remarks(at)], ""
        text, value = self.inline(at + 1, flow=False)
        if style < 0.26:  # the value stands on the next line
            return [lead, *f"{' ' * (at + 2)}{text}{self.remark()}".split("\n")], value
        space = " " * self.chance.choice((1, 1, 1, 5))
        return [*f"{lead}{space}{text}{self.remark()}".split("\n"), *self.remarks(at)], value

    def literal(self, lead: str, at: int) -> tuple[list[str], str]:
        """Return a key with a literal or folded text."""
        chance = self.chance
        sign, keep = chance.choice("|>"), chance.choice(("", "-", "+"))
        words = [
            chance.choice(("one", "# no comment", "a: b", "- x", "'"))
            for _ in range(chance.randrange(1, 4))
        ]
        pad = at + chance.choice((1, 2, 4))
        told = [" " * pad + word for word in words]
        text = ("\n" if sign == "|" else " ").join(words)
        blanks = chance.choice((0, 0, 1, 2))
        behind = self.remarks(at, blank=False) if keep == "+" else self.remarks(at)
        if keep == "+":
            text += "\n" * (1 + blanks)
        elif keep == "":
            text += "\n"
        number = str(pad - at) if at == 0 and chance.random() < 0.3 else ""
        header = number + keep if chance.random() < 0.5 else keep + number
        remark = chance.choice(("", "", "  # behind the sign"))
        return [f"{lead} {sign}{header}{remark}", *told, *[""] * blanks, *behind], text

    def inline(self, at: int, *, flow: bool) -> tuple[str, str]:
        """Return a single value on one line, or on two of which the second stands behind `at`."""
        chance = self.chance
        style = chance.random()
        if style < 0.5:
            word = chance.choice(PLAIN)
            if flow and (FLOW_UNSAFE.search(word) or "?" in word or "-x" in word):
                word = "x"
            if word == "two words" and chance.random() < 0.3:
                return f"two\n{' ' * (at + 2)}words", word
            return word, word
        word = chance.choice(TEXTS)
        if style < 0.7:
            word = word if word.isprintable() else "x"
            if word == "two words" and chance.random() < 0.5:
                return f"'two\n{' ' * (at + 2)}words'", word
            return "'" + word.replace("'", "''") + "'", word
        if style < 0.8:
            word = chance.choice(UNPRINTED)
        return double(word, chance), word

    def flow_list(self, at: int) -> tuple[str, list[Any]]:
        parts = [self.flow_value(at) for _ in range(self.chance.randrange(4))]
        return self.joined("[", "]", [text for text, _ in parts], at), [value for _, value in parts]

    def flow_mapping(self, at: int) -> tuple[str, dict[str, Any]]:
        tree: dict[str, Any] = {}
        parts = []
        for name in self.chance.sample(KEYS, self.chance.randrange(1, 5)):
            text, tree[name] = self.flow_value(at)
            parts.append(f"{self.key(name, flow=True)}: {text}")
        return self.joined("{", "}", parts, at), tree

    def flow_value(self, at: int) -> tuple[str, Tree]:
        what = self.chance.random()
        if what < 0.08:
            return self.flow_list(at)
        if what < 0.14:
            return self.flow_mapping(at)
        return self.inline(at, flow=True)

    def joined(self, begin: str, end: str, parts: list[str], at: int) -> str:
        """Put parts between brackets, on one line or on several."""
        chance = self.chance
        broken = chance.random() < 0.2
        feed = f"\n{' ' * (at + chance.choice((0, 2)))}"
        text = begin + chance.choice(("", "", " "))
        for number, part in enumerate(parts):
            last = number == len(parts) - 1
            text += part + ("" if last else chance.choice((", ", ", ", " , ")))
            if broken and chance.random() < 0.5:
                comment = chance.choice(("", "", "  # of this one"))
                text += (comment if not last or comment == "" else "") + feed
        return text + chance.choice(("", "", " ", ", " if parts else " ")) + end

    def remark(self) -> str:
        if self.dense:
            return self.chance.choice(("", "", "", "", "  "))
        return self.chance.choice(("", "", "", "  # why", " # a: b, [c", "   "))

    def remarks(self, at: int, *, blank: bool = True) -> list[str]:
        """Return comments on lines of their own, and blank lines."""
        if self.dense or self.chance.random() < 0.6:
            return []
        lines = [f"{' ' * at}# own line", "# at the left"]
        return [self.chance.choice([*lines, *([""] if blank else [])])]


def double(word: str, chance: random.Random) -> str:
    """Return a text in double quotes, its signs escaped, some of them without need."""
    text = ""
    for char in word:
        if char in '"\\':
            text += "\\" + char
        elif char.isprintable() and chance.random() > 0.05:
            text += char
        else:
            code = ord(char)
            text += {"\n": "\\n", "\t": "\\t"}.get(char) or (
                f"\\x{code:02x}"
                if code < 256
                else f"\\u{code:04x}"
                if code < 0x10000
                else f"\\U{code:08x}"
            )
    return f'"{text}"'
