"""PM0xx: can the file be read? The reader reports these; here is what they mean."""

from __future__ import annotations

from pmkit.rules.registry import Weight, reader_rule


@reader_rule("PM001")
def file_not_readable() -> None:
    """The system refuses to read a file or a folder.

    What cannot be read is missing from every report, so it is an error and is counted, never
    passed over. The usual reason is a permission.

    Bad:
        # a file that only its owner may read, on a machine where CI is somebody else
    Good:
        # the same file, readable for everybody who runs pmkit
    """


@reader_rule("PM002")
def not_a_regular_file() -> None:
    """A name in a post-mortem folder is a link, a pipe, a device or a folder.

    Links are never followed: one could lead out of the repository. Put the file itself there.

    Bad:
        # postmortems/2025-12-05-reader.md is a link to ../notes/reader.md
    Good:
        # postmortems/2025-12-05-reader.md is the file itself
    """


@reader_rule("PM003")
def file_too_large() -> None:
    """The file, or its front matter, is larger than the limit.

    The limits are far above what anybody writes by hand. Move attachments out of the file, or
    raise `limits.file_bytes` and `limits.front_matter_bytes` in `pmkit.toml`.

    Bad:
        # a post-mortem of nine megabytes, most of it a log
    Good:
        # the log stands behind a link, the post-mortem has nine kilobytes
    """


@reader_rule("PM004")
def not_utf8() -> None:
    """The file is not UTF-8.

    Another encoding shows wrong characters to the next reader. Save the file again as UTF-8;
    a byte order mark is accepted and kept.

    Bad:
        # a file saved as UTF-16 or Latin-1
    Good:
        # the same file saved as UTF-8
    """


@reader_rule("PM005")
def control_character() -> None:
    """A control character stands in the file.

    Nobody sees it in an editor, while terminals obey it and `grep` takes the file for binary.

    Bad:
        # a title into which a terminal's escape character was pasted
    Good:
        # the same title, typed
    """


@reader_rule("PM006")
def carriage_return_line_end() -> None:
    """Lines end in a lone carriage return.

    Save the file with LF or CRLF line ends; both are read, and edits keep them.

    Bad:
        # lines that end in CR alone, as old editors wrote them
    Good:
        # lines that end in LF or CRLF
    """


@reader_rule("PM007")
def conflict_marker() -> None:
    """A merge conflict was committed.

    Choose between the two sides and remove the lines that begin with seven signs.

    Bad:
        ---
        kind: project
        status: draft
        <<<<<<< HEAD
        title: Sentiment model
        =======
        title: Sentiment service
        >>>>>>> feature
        completed_on: 2026-03-06
        ---
    Good:
        ---
        kind: project
        status: draft
        title: Sentiment service
        completed_on: 2026-03-06
        ---
    """


@reader_rule("PM010")
def no_front_matter() -> None:
    """The file does not begin with YAML between two lines of three dashes.

    Everything that is computed over stands there. Files that are no post-mortems belong
    elsewhere, or get a name that begins with `_`.

    Bad:
        # Sentiment model

        What happened …
    Good:
        ---
        kind: project
        status: draft
        title: Sentiment model
        completed_on: 2026-03-06
        ---
    """


@reader_rule("PM011")
def front_matter_not_closed() -> None:
    """The front matter is opened and never closed.

    Add a line of three dashes behind its last key. YAML's own `...` does not close it.

    Bad:
        ---
        kind: project
        title: Sentiment model
        ...
    Good:
        ---
        kind: project
        status: draft
        title: Sentiment model
        completed_on: 2026-03-06
        ---
    """


@reader_rule("PM012")
def yaml_error() -> None:
    """The front matter is not valid YAML.

    The commonest slip is a colon followed by a space inside plain text; put such text in double
    quotes.

    Bad:
        ---
        kind: project
        status: draft
        title: Sentiment: what we learnt
        completed_on: 2026-03-06
        ---
    Good:
        ---
        kind: project
        status: draft
        title: "Sentiment: what we learnt"
        completed_on: 2026-03-06
        ---
    """


@reader_rule("PM013")
def duplicate_key() -> None:
    """A key stands twice in the same mapping.

    Only one of the two can be meant; most YAML readers keep the last one without a word.

    Bad:
        ---
        kind: project
        status: draft
        title: Sentiment model
        title: Sentiment service
        completed_on: 2026-03-06
        ---
    Good:
        ---
        kind: project
        status: draft
        title: Sentiment service
        completed_on: 2026-03-06
        ---
    """


@reader_rule("PM014")
def anchor_alias_or_tag() -> None:
    """An anchor, alias or type tag of YAML is used.

    The format does without them: they hide values from readers and can blow a small file up to
    gigabytes. If the sign is part of the text, quote it.

    Bad:
        ---
        kind: project
        status: draft
        title: *shared
        completed_on: 2026-03-06
        ---
    Good:
        ---
        kind: project
        status: draft
        title: "*shared"
        completed_on: 2026-03-06
        ---
    """


@reader_rule("PM015")
def nested_too_deep() -> None:
    """Lists and keys are nested deeper than 32 levels.

    The format needs four.

    Bad:
        ---
        kind: project
        status: draft
        title: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
        completed_on: 2026-03-06
        ---
    Good:
        ---
        kind: project
        status: draft
        title: Plain text
        completed_on: 2026-03-06
        ---
    """


@reader_rule("PM016")
def too_many_values() -> None:
    """The front matter holds more than 100 000 values.

    Move what is told, rather than counted, into the body.

    Bad:
        # a list of 200 000 measurements in the front matter
    Good:
        # their median and a link to them
    """


@reader_rule("PM017")
def tab_indent() -> None:
    """A tab or an odd space indents a line of the front matter.

    YAML takes plain spaces only; a no-break space, often pasted from a chat, looks the same.

    Bad:
        ---
        kind: project
        status: draft
        title: Sentiment model
        signals:
        \tnps: 10
        completed_on: 2026-03-06
        ---
    Good:
        ---
        kind: project
        status: draft
        title: Sentiment model
        signals:
          nps: 10
        completed_on: 2026-03-06
        ---
    """


@reader_rule("PM018")
def key_not_a_word() -> None:
    """A key is a list or a mapping.

    Usually a bracket or a brace at the start of a line that belongs into quotes.

    Bad:
        ---
        [kind, status]: project
        title: Sentiment model
        ---
    Good:
        ---
        kind: project
        status: draft
        title: Sentiment model
        completed_on: 2026-03-06
        ---
    """


@reader_rule("PM019")
def front_matter_not_a_mapping() -> None:
    """The front matter is a list, a single text, or empty.

    It holds one `key: value` a line.

    Bad:
        ---
        - kind
        - status
        ---
    Good:
        ---
        kind: project
        status: draft
        title: Sentiment model
        completed_on: 2026-03-06
        ---
    """


@reader_rule("PM020", Weight.ADVICE)
def too_many_findings() -> None:
    """The file has more findings than lint tells of one file.

    A thousand of them are shown, errors before warnings. So many come from a program that wrote
    the file, or from somebody who wants to flood a log.

    Bad:
        # a generated file in which each of 3 000 actions has no owner
    Good:
        # the five actions that will be done
    """
