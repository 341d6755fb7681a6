"""English words that say nothing about what a text is about."""

from __future__ import annotations

_WORDS = """
able about above across after again against all almost along already also although always among
another any anybody anyone anything are around because become been before began begin being
below best better between both bring came cannot case come could does doing done down during
each early either else enough even ever every everybody everything except find first five
following four from gave general give given goes going good great have having here high hold how
however into itself just keep kept know known large last later least less like little long look
made main make making many means might more most much must need needs neither never next nobody
none nothing often once one only onto other others ought over part people perhaps place possible
project projects rather really right same second see seen several shall should show since small
some somebody someone something soon still such take taken than that the their them then there
these they thing things this those though three through time today together toward two under
until upon upper used using very want wants wanted were what when where whether which while who
whole whom whose will with within without work works would year years yet your
"""

PLAIN_WORDS = frozenset(_WORDS.split())
"""Function words, and those that stand in every text about a project."""
