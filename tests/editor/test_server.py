"""A real session: a client starts `pmkit lsp` and speaks with it over stdio."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest
from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

from tests.running import ROOT, run, surroundings

TEXT = """\
---
kind: project
status: draft
title: Voice 🎧 and more
completed_on: 2026-03-30
held_on: 31.03.2026
client: acme
causes:
  - {id: C1, what: 🎧 Labels., tags: [bad-labels], category: process, also_at_risk: All.}
actions:
  - id: A1
    what: Add a data audit to the checklist.
    owner: sarah
    deadline: 2026-05-01
    verification: Three kickoffs hold the section.
    addresses: [C1]
---
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("postmortems", "register"):
        (tmp_path / folder).mkdir()
    (tmp_path / "pmkit.toml").write_text("format = 1\n")
    (tmp_path / "register/people.yml").write_text("- {handle: sarah, name: Sarah Kern}\n")
    (tmp_path / "register/tags.yml").write_text(
        "- {name: data-quality-surprise, aliases: [bad-labels]}\n"
    )
    (tmp_path / "postmortems/2026-03-30-voice.md").write_text(TEXT)
    return tmp_path


class Editor(LanguageClient):
    """An editor with one file open."""

    def __init__(self, path: Path) -> None:
        super().__init__("test", "1")
        self.uri = path.as_uri()
        self.shown: asyncio.Queue[list[lsp.Diagnostic]] = asyncio.Queue()

        @self.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def show(params: lsp.PublishDiagnosticsParams) -> None:
            self.shown.put_nowait(params.diagnostics)

        @self.feature(lsp.WINDOW_LOG_MESSAGE)
        def log(params: lsp.LogMessageParams) -> None:
            pass

    async def begin(self, root: Path, text: str) -> list[lsp.Diagnostic]:
        words = ("-P", "-m", "pmkit", "lsp")
        await self.start_io(sys.executable, *words, env=surroundings(), cwd=str(root))
        about = lsp.InitializeParams(capabilities=lsp.ClientCapabilities(), root_uri=root.as_uri())
        await self.initialize_async(about)
        self.initialized(lsp.InitializedParams())
        document = lsp.TextDocumentItem(self.uri, "markdown", 1, text)
        self.text_document_did_open(lsp.DidOpenTextDocumentParams(document))
        return await asyncio.wait_for(self.shown.get(), 20)

    @property
    def document(self) -> lsp.TextDocumentIdentifier:
        return lsp.TextDocumentIdentifier(self.uri)

    async def change(self, text: str) -> list[lsp.Diagnostic]:
        version = lsp.VersionedTextDocumentIdentifier(version=2, uri=self.uri)
        whole = lsp.TextDocumentContentChangeWholeDocument(text)
        self.text_document_did_change(lsp.DidChangeTextDocumentParams(version, [whole]))
        return await asyncio.wait_for(self.shown.get(), 20)

    async def end(self) -> None:
        await self.shutdown_async(None)
        self.exit(None)
        await asyncio.wait_for(self.stop(), 20)


def codes(found: list[lsp.Diagnostic]) -> list[object]:
    return [item.code for item in found if str(item.code) in ("PM104", "PM303", "PM012")]


async def session(root: Path) -> None:
    editor = Editor(root / "postmortems/2026-03-30-voice.md")
    found = await editor.begin(root, TEXT)
    assert codes(found) == ["PM104", "PM303"]
    alias = next(item for item in found if item.code == "PM303")
    line = TEXT.split("\n")[8]
    units = len(line[: line.index("bad-labels")].encode("utf-16-le")) // 2
    assert alias.range.start == lsp.Position(8, units)

    wanted = lsp.CodeActionParams(editor.document, alias.range, lsp.CodeActionContext([alias]))
    offered = await editor.text_document_code_action_async(wanted) or []
    fix = next(one for one in offered if isinstance(one, lsp.CodeAction))
    assert fix.title == "write the tag data-quality-surprise for its alias bad-labels"
    assert fix.edit is not None
    (edit,) = (fix.edit.changes or {})[editor.uri]
    raw = line.encode("utf-16-le")
    new = raw[: 2 * edit.range.start.character].decode("utf-16-le") + edit.new_text
    new += raw[2 * edit.range.end.character :].decode("utf-16-le")
    assert new == line.replace("bad-labels", "data-quality-surprise")

    at = lsp.Position(12, len("    owner: sa"))
    words = await editor.text_document_completion_async(lsp.CompletionParams(editor.document, at))
    assert isinstance(words, list)
    assert [(one.label, one.detail) for one in words] == [("sarah", "Sarah Kern")]

    meaning = await editor.text_document_hover_async(
        lsp.HoverParams(editor.document, lsp.Position(6, 2))
    )
    assert meaning is not None
    assert "Handle in register/clients.yml" in str(meaning.contents)

    cause = await editor.text_document_definition_async(
        lsp.DefinitionParams(editor.document, lsp.Position(15, len("    addresses: [C")))
    )
    assert isinstance(cause, lsp.Location)
    assert (cause.uri, cause.range.start.line) == (editor.uri, 8)

    assert codes(await editor.change(TEXT.replace("31.03.2026", "2026-03-31"))) == ["PM303"]

    assert run("lint", "--write-baseline", at=root).returncode == 0
    assert not await editor.change(TEXT)
    assert not await editor.text_document_code_action_async(wanted)
    below = TEXT.replace("title:", "# note\ntitle:").replace("2026-05-01", "1.5.2026")
    assert [item.code for item in await editor.change(below)] == ["PM204"]
    (root / "pmkit-baseline.json").write_text("{")
    assert codes(await editor.change(TEXT)) == ["PM104", "PM303"]
    assert codes(await editor.change("---\nkind: [\n---\n")) == ["PM012"]
    await editor.end()


def test_a_session_from_start_to_end(root):
    asyncio.run(asyncio.wait_for(session(root), 60))


def test_without_the_extra_the_command_says_what_to_install(root):
    import subprocess

    code = "import sys; sys.modules['pygls'] = None; sys.argv = ['pmkit', 'lsp']\n"
    code += "from pmkit.__main__ import main\nmain()"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=surroundings(), capture_output=True, text=True
    )
    assert done.returncode == 2
    assert 'pip install "pmkit[lsp]"' in done.stderr
    assert done.stdout == ""
