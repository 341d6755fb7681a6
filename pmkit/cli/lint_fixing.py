"""`lint --fix` and `--diff`: corrections that pmkit makes itself."""

from __future__ import annotations

from collections.abc import Iterable

from pmkit.cli.session import Session
from pmkit.fixes.mend import Mended
from pmkit.fixes.run import Clinic
from pmkit.model.finding import Finding
from pmkit.render.diff import unified
from pmkit.render.words import count
from pmkit.replace import locked
from pmkit.rewrite import Rewrite, rewrite
from pmkit.visible import visible


def mend(session: Session, clinic: Clinic, findings: Iterable[Finding], *, unsafe: bool) -> bool:
    """Correct what can be corrected in the files of `findings`; tell whether anything changed.

    All files are written or none, while no other pmkit writes.

    Raises:
        WriteError: A file changed meanwhile, or cannot be written.
    """
    root = clinic.repository.root
    paths = _paths(findings)
    if not paths:
        return False
    with locked(root):
        mended = clinic.mend_all(paths, unsafe=unsafe)
        rewrite(root, [Rewrite(path, one.old, one.new) for path, one in mended.items()])
    for path, one in mended.items():
        for finding, fix in one.fixed:
            session.say(
                f"fixed {visible(path)}:{finding.line}: {finding.code}, {visible(fix.told)}"
            )
    if mended:
        session.say(_summary(mended.values()))
    return bool(mended)


def show_diff(session: Session, clinic: Clinic, findings: Iterable[Finding], unsafe: bool) -> int:
    """Print what `mend` would change; return 1 when that is anything, else 0."""
    mended = clinic.mend_all(_paths(findings), unsafe=unsafe)
    session.emit("".join(unified(path, one.old, one.new) for path, one in mended.items()))
    if not mended:
        session.say("there is nothing that --fix would change")
        return 0
    session.say(_summary(mended.values()).replace("fixed", "would fix") + "; nothing was written")
    return 1


def _paths(findings: Iterable[Finding]) -> list[str]:
    return sorted({item.path for item in findings})


def _summary(mended: Iterable[Mended]) -> str:
    files = list(mended)
    fixed = sum(len(one.fixed) for one in files)
    return f"fixed {count(fixed, 'finding')} in {count(len(files), 'file')}"
