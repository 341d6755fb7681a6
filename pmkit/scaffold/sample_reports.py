"""Invented post-mortems on which the templates of derived documents show whether they work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from pmkit.document.hydrate import read_postmortem
from pmkit.document.read import read_document
from pmkit.document.source import Limits
from pmkit.reports.derived.facts import FACTS

_AS_OF = date(2026, 4, 1)

_FULL = """\
---
kind: incident
status: reviewed
title: 'Tariff bot: "free" roaming, 90 % of answers #2 \U0001f525'
severity: sev2
detected_by: client
started_at: 2026-03-04T08:10:00+01:00
detected_at: 2026-03-04T09:00:00+01:00
contained_at: 2026-03-04T11:30:00+01:00
mitigated_at: 2026-03-05T10:00:00+01:00
resolved_at: 2026-03-06T17:30:00+01:00
client_meeting_on: 2026-03-12
metrics:
  - {name: answers checked, unit: "%", planned: 20, actual: 4}
  - {name: time to contain, planned: 60, actual: 150}
signals: {client: "We lost a day | and trust"}
causes:
  - id: C1
    what: The bot answered from a price list that had ended.
    trigger: The list of March went out without an index run.
    root: No step of the release asks whether the index is current.
    category: process
actions:
  - {id: A1, what: Run the index in the release, owner: sarah, status: verified, target: tool,
     deadline: 2026-03-10, verification: Three releases hold the run, result: effective,
     implemented_on: 2026-03-09, verified_on: 2026-03-20}
  - {id: A2, what: Ask for the index in the release sheet, owner: dana, status: verified,
     deadline: 2026-03-11, verification: Three sheets say so, result: partially_effective,
     target: process, implemented_on: 2026-03-10, verified_on: 2026-03-21}
  - {id: A3, what: Alert on the age of the index, owner: lee, status: implemented,
     target: monitoring, deadline: 2026-03-20, implemented_on: 2026-03-19}
  - {id: A4, what: Add the case to the eval set, owner: lee, status: in_progress, target: eval-case,
     deadline: 2026-03-31}
  - {id: A5, what: Check the list by a second source, owner: dana, deadline: 2026-05-15}
  - {id: A6, what: Answer from a cache, owner: sarah, status: cancelled}
---

## Summary

For two days the bot told **wrong** tariffs.

## Timeline

- 08:10 the first wrong answer

## Impact

Forty people were told a price that had ended.

## What worked

The off switch took a minute.

## What made it worse

Nobody was told who may use it.
"""

_BARE_INCIDENT = """\
---
kind: incident
status: draft
title: Voice
started_at: 2026-03-04T08:10:00+01:00
---
"""
_BARE_PROJECT = """\
---
kind: project
status: draft
title: Voice
completed_on: 2026-03-06
---
"""


def sample_facts(name: str) -> Iterator[dict[str, Any] | None]:
    """Yield what the template of the document `name` is given: all there can be, then hardly any.

    None for a document that pmkit does not make, whose template is compiled only.
    """
    if name not in FACTS:
        yield None
        return
    bare = _BARE_INCIDENT if name == "one-page" else _BARE_PROJECT
    for text, client in ((_FULL, "Acme: Insurance"), (bare, None)):
        reading = read_postmortem(read_document(text.encode(), Limits()))
        yield FACTS[name](reading, client, _AS_OF, str)
