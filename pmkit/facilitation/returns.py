"""In which phase a question of the taxonomy is asked, by the kind of meeting and the tag's group.

A group that is not named does not fit the kind: how a model came to its answer is nothing to ask
about a late project, nor a grown scope about an incident.
"""

from __future__ import annotations

from collections.abc import Mapping

from pmkit.model.enums import Kind

_FACTS, _ROOTS = "What did not go well", "Root causes"
_LOOK_BACK = {"failure": _FACTS, "ai-delivery": _FACTS, "root-cause": _ROOTS}

_PHASES: Mapping[Kind, Mapping[str, str]] = {
    Kind.PROJECT: _LOOK_BACK,
    Kind.CHECKPOINT: _LOOK_BACK,
    Kind.PILOT: {
        "pilot": "Friction",
        "failure": "Upstream",
        "ai-delivery": "Upstream",
        "root-cause": "Upstream",
    },
    Kind.INCIDENT: {"ai-incident": "What made it worse", "root-cause": "Causes"},
}
_BUILT_IN = {group for phases in _PHASES.values() for group in phases}


def phase_for(kind: Kind, group: str) -> str | None:
    """Return the title of the phase in which questions of `group` are asked; None for nowhere.

    The questions of a repository's own groups are about causes.
    """
    phases = _PHASES[kind]
    return phases.get(group) if group in _BUILT_IN else phases["root-cause"]
