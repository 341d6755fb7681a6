"""The templates there are: those of pmkit, and those a repository puts in their place."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from pmkit.config import Repository
from pmkit.errors import TemplateError
from pmkit.files import FileProblem, read_bytes
from pmkit.model.enums import Kind
from pmkit.resources import templates_folder
from pmkit.visible import short, visible

FOLDER = "templates"
SUFFIX = ".md.j2"
BUILT_IN = "built-in"
OWN = "repository"

_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*\.j2\Z")
_FILE_CAP = 256_000
_FILES_CAP = 200


@dataclass(frozen=True)
class Templates:
    """Every template by its file name.

    Attributes:
        built_in: Texts of those that ship with pmkit.
        own: Texts of the repository's.
        refused: Files of the repository that are no readable template, with the reason.
    """

    built_in: dict[str, str]
    own: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """What a person can ask for: no pieces of other templates, without the suffix."""
        files = {*self.built_in, *self.own, *self.refused}
        return sorted(name.removesuffix(SUFFIX) for name in files if not name.startswith("_"))

    @property
    def pieces(self) -> list[str]:
        """The templates that others are made of."""
        files = {*self.built_in, *self.own, *self.refused}
        return sorted(name for name in files if name.startswith("_"))

    def origin(self, file: str) -> str:
        """Tell whose text stands for `file`."""
        return OWN if file in self.own or file in self.refused else BUILT_IN

    def text(self, file: str) -> str:
        """Return the text of `file`, the repository's before pmkit's.

        Raises:
            TemplateError: It cannot be read, or there is none.
        """
        if file in self.refused:
            raise TemplateError(
                f"the template {shown(self, file)}: {self.refused[file]}", "put a plain file there"
            )
        if file in self.own:
            return self.own[file]
        if file not in self.built_in:
            raise TemplateError(
                f"there is no template `{short(file)}`", "`pmkit template list` shows all"
            )
        return self.built_in[file]

    def is_trusted(self, file: str) -> bool:
        """Tell whether rendering `file` uses nothing but what ships with pmkit."""
        changed = self.own.keys() | self.refused.keys()
        return file not in changed and not any(name.startswith("_") for name in changed)


def shown(templates: Templates, file: str) -> str:
    """Name a template for a message."""
    if templates.origin(file) == OWN:
        return f"{FOLDER}/{visible(file)}"
    return f"{visible(file)} (built in)"


def file_of(kind: Kind | str) -> str:
    """Return the file name of a template."""
    return f"{kind}{SUFFIX}"


def path_of(templates: Templates, name: str) -> str:
    """Return the file that somebody means by `name`: with or without its ending."""
    known = {*templates.names, *templates.pieces}
    return f"{name}{SUFFIX}" if name in known and not name.endswith(".j2") else name


def load_templates(repository: Repository | None) -> Templates:
    """Read pmkit's templates and those of `repository`."""
    folder = templates_folder()
    built_in = {
        path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.j2")) if path.is_file()
    }
    if repository is None or (repository.root / FOLDER) == folder:
        return Templates(built_in)
    own, refused = _read_folder(repository.root / FOLDER)
    return Templates(built_in, own, refused)


def _read_folder(folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    own: dict[str, str] = {}
    refused: dict[str, str] = {}
    if folder.is_symlink():
        raise TemplateError(
            f"{FOLDER}/ is a link, and links are not followed", "put the folder itself here"
        )
    if not folder.is_dir():
        return own, refused
    try:
        names = sorted(name for name in os.listdir(folder) if _NAME.match(name))
    except OSError as error:
        raise TemplateError(
            f"{FOLDER}/ cannot be read ({(error.strerror or '').lower()})", "check its permissions"
        ) from None
    for name in names[:_FILES_CAP]:
        try:
            text = _read(folder / name)
        except FileProblem as problem:
            refused[name] = problem.message
        else:
            if text.strip():  # a shell makes the file before `template show` fills it
                own[name] = text
    return own, refused


def _read(path: Path) -> str:
    raw = read_bytes(path, _FILE_CAP)
    if len(raw) > _FILE_CAP:
        raise FileProblem("PM003", f"it is larger than {_FILE_CAP} bytes", "")
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise FileProblem("PM004", "it is not UTF-8", "") from None
