"""English words that say nothing about what a text is about."""

from __future__ import annotations

_SHORT = """
act add ads age ago aid all and any are art ask ate bad bet big bit box boy but buy can cut day did
die due eat end etc far few fit fix for get god got guy had has her hey him his hit hot how its job
key kid led let lie lot low mad man may men met mid mix net new nor not now odd off old one our out
own pay per pro put ran red run sad saw say set she sit six so son sum ten the tie tip too top try
two use via war was way web who why win won yes yet you

ad ah am an as at be by do ex go he hi id if ii iv in is it me mr my no of oh ok on or ox so to up us
vi we
"""
"""Of two and three letters, where every other word may well be an abbreviation."""

_LONGER = """
able about above across after again against all almost along already also although always among
another any anybody anyone anything are around asked asks away back bad because become been before
began begin being below best better between both bring brought call called came cannot case change
changed chooses chose come comes could does doing done down during each early eight either else
enough even ever every everybody everyone everything except fell felt few fewer find finds first
five following four from full fully gave general getting gets give given gives goes going good
great half have having heard held help helped here hold holds however hundred instead into itself
just keep keeps kept kind knew know known knows large last lasted late later least leave left less
like likely little long longer look looked looking lost lower made main make makes making many
matter matters maybe mean means meant might more moreover most move moved much must named namely
near nearly need needed needs neither never next nine nobody none nothing often once ones only onto
other others otherwise ought over part parts past people perhaps place placed places possible
project projects putting quite rather reach read ready really right said same says second seem
seemed seems seen sees seven several shall should show showed shown shows side since small some
somebody someone something sometimes somewhere soon sort started still stood stop such sure take
taken takes taking tell tells than that their them themselves then there therefore these they thing
things third this those though thought three through thus time times today together told took
toward towards tried tries turn turned twice under unless until upon upper used uses using usual
very want wanted wants well went were what whatever when where whether which while whole whom whose
will with within without words work worked working works would wrote year years yesterday your
"""

PLAIN_WORDS = frozenset(f"{_SHORT} {_LONGER}".split())
"""Function words, and those that stand in every text about a project."""
