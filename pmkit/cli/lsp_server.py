"""The language server: what `pmkit.editor`, lint and the fixes say, in the protocol's words.

It holds no state but the texts that the editor sends, and writes nothing: a fix is an edit that
the editor makes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from pmkit import __version__
from pmkit.document.problem import Span
from pmkit.editor.completing import Sort, complete
from pmkit.editor.facts import Surroundings
from pmkit.editor.going import find_target
from pmkit.editor.hovering import hover
from pmkit.errors import PmkitError
from pmkit.fixes.run import Clinic
from pmkit.library import load_library
from pmkit.model.finding import Finding, Level
from pmkit.registers import load_registers
from pmkit.rules.baseline import beside_own
from pmkit.rules.choose import choose
from pmkit.rules.run import lint
from pmkit.rules.targets import Targets, target_of_text
from pmkit.visible import visible

if TYPE_CHECKING:
    from pygls.workspace import TextDocument

    from pmkit.cli.session import Session

_SEVERITIES = {
    Level.ERROR: lsp.DiagnosticSeverity.Error,
    Level.WARNING: lsp.DiagnosticSeverity.Warning,
    Level.INFO: lsp.DiagnosticSeverity.Information,
}
_KINDS = {
    Sort.KEY: lsp.CompletionItemKind.Property,
    Sort.WORD: lsp.CompletionItemKind.EnumMember,
    Sort.PERSON: lsp.CompletionItemKind.Constant,
    Sort.POSTMORTEM: lsp.CompletionItemKind.File,
}

Answer = TypeVar("Answer")


class Server(LanguageServer):
    """One editor's server."""

    def __init__(self, session: Session) -> None:
        super().__init__("pmkit", __version__)
        self.session = session

    def open(self, uri: str) -> Page:
        """Return the document at `uri` with the repository it lies in.

        Raises:
            PmkitError: It lies in none that can be read.
        """
        document = self.workspace.get_text_document(uri)
        path = Path(to_fs_path(uri) or document.path)
        targets = target_of_text(path.parent, self.session.config, path)
        text = document.source.encode("utf-8", "replace")
        return Page(self, document, replace(targets, given={targets.paths[0]: text}))

    def log(self, error: PmkitError) -> None:
        """Say in the editor's log what stands in the way."""
        told = lsp.LogMessageParams(lsp.MessageType.Warning, visible(error.message))
        self.window_log_message(told)

    def ask(self, uri: str, question: Callable[[Page], Answer]) -> Answer | None:
        """Return the answer to `question`; None, with a word in the log, where there is none."""
        try:
            return question(self.open(uri))
        except PmkitError as error:
            self.log(error)
            return None


class Page:
    """One document of the editor, as it is typed, within its repository."""

    def __init__(self, server: Server, document: TextDocument, targets: Targets) -> None:
        self._server, self._document, self._targets = server, document, targets
        self._lines = document.source.split("\n")
        self._selection = choose(targets.repository)
        self._today = server.session.today(None, targets.repository)

    def diagnostics(self) -> list[lsp.Diagnostic]:
        """Return what lint finds in the text and the baseline does not know."""
        if not self._is_postmortem:
            return []
        return [self._diagnostic(item) for item in self._findings()]

    def actions(self, wanted: lsp.Range) -> list[lsp.CodeAction]:
        """Return the fixes of what is found within `wanted`, unsafe ones marked as such."""
        if not self._is_postmortem:
            return []
        return list(self._actions(wanted))

    def completions(self, at: lsp.Position) -> list[lsp.CompletionItem]:
        """Return what can be written at `at`."""
        line, column = self._place(at)
        typing, found = complete(self._document.source, line, column, self._around())
        if typing is None:
            return []
        start = lsp.Position(at.line, self._units(line, column - len(typing.word)))
        return [
            lsp.CompletionItem(
                label=one.text,
                kind=_KINDS[one.sort],
                detail=visible(one.detail) or None,
                documentation=one.told or None,
                text_edit=lsp.TextEdit(
                    lsp.Range(start, at), f"{one.text}: " if one.sort is Sort.KEY else one.text
                ),
            )
            for one in found
        ]

    def hover(self, at: lsp.Position) -> lsp.Hover | None:
        """Return what the word at `at` means."""
        told = hover(self._document.source, *self._place(at), self._around())
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, told)) if told else None

    def definition(self, at: lsp.Position) -> lsp.Location | None:
        """Return where the word at `at` leads."""
        found = find_target(self._document.source, *self._place(at), self._around())
        if found is None:
            return None
        if found.path is None:
            return lsp.Location(self._document.uri, self._range(found.span))
        uri = from_fs_path(str(self._targets.repository.root / found.path)) or ""
        line = lsp.Position(found.span.line - 1, 0)
        return lsp.Location(uri, lsp.Range(line, line))

    @property
    def _is_postmortem(self) -> bool:
        return self._targets.paths[0] in self._targets.all_paths

    def _findings(self) -> list[Finding]:
        result = lint(self._targets, self._selection, self._today)
        own = [item for item in result.findings if item.path == self._targets.paths[0]]
        result = replace(result, findings=own)
        try:
            result = beside_own(self._targets, result, self._selection).result
        except PmkitError as error:  # better too much than nothing
            self._server.log(error)
        return result.findings

    def _actions(self, wanted: lsp.Range) -> Iterator[lsp.CodeAction]:
        clinic = Clinic.of(self._targets, self._selection, self._today)
        shown = self._findings()
        for finding, told, is_safe, new in clinic.offers(self._targets.paths[0]):
            diagnostic = self._diagnostic(finding)
            if finding not in shown or not _touch(diagnostic.range, wanted):
                continue
            edit = self._edit(new.decode("utf-8", "replace"))
            yield lsp.CodeAction(
                title=visible(told) if is_safe else f"{visible(told)} (look at it)",
                kind=lsp.CodeActionKind.QuickFix,
                diagnostics=[diagnostic],
                is_preferred=is_safe,
                edit=lsp.WorkspaceEdit(changes={self._document.uri: [edit]}),
            )

    def _edit(self, new: str) -> lsp.TextEdit:
        """Return the smallest edit that makes `new` of the text."""
        old = self._document.source
        most = min(len(old), len(new))
        start = next((n for n in range(most) if old[n] != new[n]), most)
        same = next((n for n in range(most - start) if old[-1 - n] != new[-1 - n]), most - start)
        stop = len(old) - same
        return lsp.TextEdit(
            lsp.Range(self._position(start), self._position(stop)), new[start : len(new) - same]
        )

    def _position(self, index: int) -> lsp.Position:
        before = self._document.source[:index]
        line = before.count("\n")
        return lsp.Position(line, self._units(line, index - (before.rfind("\n") + 1)))

    def _around(self) -> Surroundings:
        repository = self._targets.repository
        registers = load_registers(repository.root, repository.store)
        records = load_library(repository).records if repository.folders else ()
        return Surroundings(records, registers)

    def _diagnostic(self, item: Finding) -> lsp.Diagnostic:
        span = Span(item.line, item.column, item.end_line, item.end_column)
        return lsp.Diagnostic(
            range=self._range(span),
            message=visible(item.message) + (f"\n{visible(item.hint)}" if item.hint else ""),
            severity=_SEVERITIES[item.severity],
            code=item.code,
            source="pmkit",
        )

    def _range(self, span: Span) -> lsp.Range:
        start = lsp.Position(span.line - 1, self._units(span.line - 1, span.column - 1))
        end = lsp.Position(span.end_line - 1, self._units(span.end_line - 1, span.end_column - 1))
        return lsp.Range(start, end)

    def _units(self, line: int, column: int) -> int:
        """Return a column of characters in the units that the editor counts in."""
        text = self._lines[line][:column] if line < len(self._lines) else ""
        return int(self._document.position_codec.client_num_units(text))

    def _place(self, at: lsp.Position) -> tuple[int, int]:
        """Return line and column, from 0, in characters."""
        found = self._document.position_codec.position_from_client_units(self._lines, at)
        return found.line, found.character


def _touch(one: lsp.Range, other: lsp.Range) -> bool:
    return not (
        (one.end.line, one.end.character) < (other.start.line, other.start.character)
        or (other.end.line, other.end.character) < (one.start.line, one.start.character)
    )


def serve(session: Session) -> None:
    """Serve one editor until it says that it is done."""
    server = Server(session)
    _watch(server)
    _answer(server)
    server.start_io()


def _watch(server: Server) -> None:
    """Find what is wrong whenever a text comes or changes."""

    def publish(uri: str) -> None:
        found = server.ask(uri, lambda page: page.diagnostics()) or []
        server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, found))

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: lsp.DidOpenTextDocumentParams) -> None:
        publish(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: lsp.DidChangeTextDocumentParams) -> None:
        publish(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def did_save(params: lsp.DidSaveTextDocumentParams) -> None:
        for uri in list(server.workspace.text_documents):
            publish(uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: lsp.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))


def _answer(server: Server) -> None:
    """Answer what is asked about a place."""

    @server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION,
        lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix]),
    )
    def code_action(params: lsp.CodeActionParams) -> list[lsp.CodeAction] | None:
        return server.ask(params.text_document.uri, lambda page: page.actions(params.range))

    @server.feature(
        lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=[" ", "[", "{", ","])
    )
    def completion(params: lsp.CompletionParams) -> list[lsp.CompletionItem] | None:
        return server.ask(params.text_document.uri, lambda page: page.completions(params.position))

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hovering(params: lsp.HoverParams) -> lsp.Hover | None:
        return server.ask(params.text_document.uri, lambda page: page.hover(params.position))

    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    def definition(params: lsp.DefinitionParams) -> lsp.Location | None:
        return server.ask(params.text_document.uri, lambda page: page.definition(params.position))
