"""Which files a lint run is about, from the words on the command line."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path

from pmkit.config import Repository, open_repository
from pmkit.errors import UsageError
from pmkit.visible import visible
from pmkit.walk import Unreadable


@dataclass(frozen=True)
class Targets:
    """What to lint.

    Attributes:
        paths: The files, relative to the repository.
        refused: Places that could not be looked at.
        all_paths: Every post-mortem of the repository.
        passed_over: How many named files are left out, as they are no post-mortems.
        given: What files hold that do not come from the disk.
    """

    repository: Repository
    paths: list[str]
    refused: list[Unreadable]
    all_paths: list[str]
    passed_over: int = 0
    given: Mapping[str, bytes] = field(default_factory=dict)


def find_targets(
    directory: Path, config: Path | None, words: list[Path], postmortems_only: bool = False
) -> Targets:
    """Turn the words of the command line into files.

    The repository is the one the first word lies in, so that `pmkit lint OTHER/REPO` works from
    anywhere. A file that is named is linted wherever it lies; a folder gives the post-mortems
    below it.

    Args:
        postmortems_only: Whether named files are left out that are no post-mortems of the
            repository they lie in.

    Raises:
        UsageError: A word matches nothing, or lies in another repository than the first.
    """
    places = [_absolute(directory, word) for word in words]
    if postmortems_only and places:
        repository_of = cache(partial(open_repository, config=config))
        kept = [place for place in places if place.is_dir() or _is_postmortem(place, repository_of)]
        if not kept:
            repository = open_repository(places[0], config)
            every = repository.walk().paths if repository.folders else []
            return Targets(repository, [], [], every, len(places))
        return replace(_targets(kept, config), passed_over=len(places) - len(kept))
    if places:
        return _targets(places, config)
    repository = open_repository(directory, config)
    walk = repository.walk()
    return Targets(repository, walk.paths, walk.refused, walk.paths)


def target_of_text(directory: Path, config: Path | None, name: Path) -> Targets:
    """Return the one file `name`, there or not, whose text the caller has.

    Raises:
        UsageError: It lies outside the repository that `config` names.
    """
    place = Path(os.path.normpath(directory.absolute() / name))
    start = next(folder for folder in place.parents if folder.is_dir())
    repository = open_repository(start, config)
    path = _relative(repository, place)
    others = repository.walk().paths if repository.folders else []
    all_paths = sorted({*others, path}) if repository.takes(path) else others
    return Targets(repository, [path], [], all_paths)


def _is_postmortem(place: Path, repository_of: Callable[[Path], Repository]) -> bool:
    """Tell whether the repository around `place`, not another above it, takes it for one."""
    repository = repository_of(place.parent)
    return place.is_relative_to(repository.root) and repository.takes(
        place.relative_to(repository.root).as_posix()
    )


def _targets(places: list[Path], config: Path | None) -> Targets:
    repository = open_repository(places[0], config)
    named = [_relative(repository, place) for place in places]
    all_paths, all_refused = _everything(repository, places)
    paths_found: dict[str, None] = {}
    refused_found: list[Unreadable] = []
    for place, name in zip(places, named, strict=True):
        if place.is_dir() and not place.is_symlink():
            below, refused_below = _below(name, all_paths, all_refused)
            if not below and not refused_below and not _holds_root(repository, name):
                raise _nothing(place)
            paths_found.update(dict.fromkeys(below))
            refused_found += refused_below
        else:
            paths_found[name] = None
    return Targets(repository, sorted(paths_found), refused_found, all_paths)


def _absolute(directory: Path, word: Path) -> Path:
    place = Path(os.path.normpath(directory.absolute() / word))
    if not place.exists() and not place.is_symlink():
        hint = "check the path"
        if word.name.startswith("-"):
            hint = f"for a name that begins with a dash write ./{visible(word.name)}"
        raise UsageError(f"{visible(str(word))} matches nothing", hint)
    return place


def _relative(repository: Repository, place: Path) -> str:
    try:
        return place.relative_to(repository.root).as_posix()
    except ValueError:
        raise UsageError(
            f"{visible(str(place))} lies outside the repository {visible(str(repository.root))}",
            "lint one repository at a time",
        ) from None


def _everything(repository: Repository, places: list[Path]) -> tuple[list[str], list[Unreadable]]:
    """List the repository's post-mortems; single files may be linted where there are none."""
    if not repository.folders and all(not place.is_dir() for place in places):
        return [], []
    if not repository.folders:
        raise _nothing(next(place for place in places if place.is_dir()))
    walk = repository.walk()
    return walk.paths, walk.refused


def _below(
    name: str, paths: list[str], refused: list[Unreadable]
) -> tuple[list[str], list[Unreadable]]:
    if name == ".":
        return paths, refused
    begin = name + "/"
    return (
        [path for path in paths if path.startswith(begin)],
        [item for item in refused if item.path == name or item.path.startswith(begin)],
    )


def _holds_root(repository: Repository, name: str) -> bool:
    return name == "." or any(
        root == name or root.startswith(name + "/") for root in repository.folders
    )


def _nothing(place: Path) -> UsageError:
    return UsageError(
        f"{visible(str(place))} holds no post-mortems",
        "run `pmkit init` there, or name a folder or file that does",
    )
