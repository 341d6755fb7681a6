"""`pmkit tags`: the words causes are tagged with."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from pmkit.cli.options import AsOf, FormatOption, ListByDefault, session_of
from pmkit.cli.show_command import PageFormat
from pmkit.cli.tags_change_command import MERGE_HELP, RENAME_HELP, merge, rename
from pmkit.cli.tags_suggest_command import SUGGEST_HELP, suggest
from pmkit.render.formats import Format

_HELP = """List the tags of causes, explain one, or change what they are called.

\b
Examples:
  pmkit tags                             all tags, and in how many post-mortems each stands
  pmkit tags --used --group ai-delivery
  pmkit tags --unused                    words nobody needed so far
  pmkit tags show data-quality-surprise  warning signs, questions, what helps, where it occurred
  pmkit tags merge bad-label bad-labels  one tag of two, in all files
"""
_LIST_HELP = """List all tags, and in how many post-mortems each stands.

\b
Examples:
  pmkit tags list --used
  pmkit tags list --group pilot --format json
"""
_SHOW_HELP = """Explain one tag: meaning, warning signs, questions, what helps, which fixes worked.

\b
Examples:
  pmkit tags show drift
  pmkit tags show drift --format json
"""

_USE_HELP = """Tell where tags occurred, what was done about each, and whether that held.

\b
Examples:
  pmkit tags use data-quality-surprise
  pmkit tags use scope drift --format md     to paste into an offer's risk section
"""


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    tags = typer.Typer(cls=ListByDefault, rich_markup_mode=None, no_args_is_help=False)
    tags.command("list", help=_LIST_HELP, short_help="List all tags.")(list_tags)
    tags.command("show", help=_SHOW_HELP, short_help="Explain one tag.")(show_tag)
    tags.command("use", help=_USE_HELP, short_help="Where some occurred, what helped.")(use_tags)
    tags.command("suggest", help=SUGGEST_HELP, short_help="Propose tags for a text.")(suggest)
    tags.command("rename", help=RENAME_HELP, short_help="Give one another name.")(rename)
    tags.command("merge", help=MERGE_HELP, short_help="Make one of several.")(merge)
    app.add_typer(tags, name="tags", help=_HELP)


def list_tags(
    context: typer.Context,
    used: Annotated[
        bool | None, typer.Option("--used/--unused", help="Only those in use, or the others.")
    ] = None,
    group: Annotated[
        str | None, typer.Option("--group", metavar="GROUP", help="Only those of this group.")
    ] = None,
    format: FormatOption = Format.TABLE,
    as_of: AsOf = None,
) -> int:
    from pmkit.health.alike import find_alike_tags
    from pmkit.render.tables.tags import to_table
    from pmkit.reports.selecting import is_undecidable, with_doubts
    from pmkit.reports.tags import UsedTag, check_group, find_tags

    session = session_of(context)
    today, library = session.today(as_of), session.library
    check_group(group, library.registers)
    rows = find_tags(library.records, library.registers, today, used, group)
    unsure = with_doubts(library.skipped, filter(is_undecidable, library.records))
    alike = find_alike_tags(library.records, library.registers)
    table = to_table(rows, today, [(*one.others, one.keep) for one in alike])
    return session.show_report("tags", today, rows, table, format, unsure, row=UsedTag, alike=alike)


def show_tag(
    context: typer.Context,
    tag: Annotated[str, typer.Argument(metavar="TAG", help="A tag, or an alias of one.")],
    format: Annotated[
        PageFormat, typer.Option("--format", help="How to print it.", case_sensitive=False)
    ] = PageFormat.TABLE,
    as_of: AsOf = None,
) -> int:
    from pmkit.cli.show_command import show_page
    from pmkit.render.tag_page import tag_sections
    from pmkit.reports.selecting import is_undecidable, with_doubts
    from pmkit.reports.tag_use import find_use
    from pmkit.reports.tags import explain_tag

    session = session_of(context)
    today, library = session.today(as_of), session.library
    page = explain_tag(tag, library.records, library.registers, today)
    use = find_use(tag, library.records, library.registers, today)
    page = replace(page, fixes=use.fixes)
    unsure = with_doubts(library.skipped, filter(is_undecidable, library.records))
    return show_page(session, "tag", today, page, tag_sections(page, today), format, unsure)


def use_tags(
    context: typer.Context,
    tags: Annotated[list[str], typer.Argument(metavar="TAG...", help="Tags, or aliases of them.")],
    format: Annotated[
        PageFormat, typer.Option("--format", help="How to print it.", case_sensitive=False)
    ] = PageFormat.TABLE,
    as_of: AsOf = None,
) -> int:
    from pmkit.cli.show_command import show_pages
    from pmkit.render.tag_use_page import use_sections
    from pmkit.reports.selecting import is_undecidable, with_doubts
    from pmkit.reports.tag_use import find_use

    session = session_of(context)
    today, library = session.today(as_of), session.library
    words = dict.fromkeys(map(library.registers.taxonomy.resolve, tags))
    uses = [find_use(word, library.records, library.registers, today) for word in words]
    unsure = with_doubts(library.skipped, filter(is_undecidable, library.records))
    return show_pages(session, "tags-use", today, uses, use_sections(uses, today), format, unsure)
