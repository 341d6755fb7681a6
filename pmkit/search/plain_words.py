"""English words that say nothing about what a text is about."""

from __future__ import annotations

_SHORT = """
act add ads age ago aid all and any are art ask ate bad bet big bit box boy but buy can cut day did
die due eat end etc far few fit fix for get god got guy had has her hey him his hit hot how its job
key kid led let lie lot low mad man may men met mid mix net new nor not now odd off old one our out
own pay per pro put ran red run sad saw say set she sit six so son sum ten the tie tip too top try
two use via war was way web who why win won yes yet you

ad ah am an as at be by do ex go he hi id if ii iv in is it me mr my no of oh ok on or ox so to up
us vi we
"""
"""Of two and three letters, where every other word may well be an abbreviation."""

_LONGER = """
able about above across actually added adds after again against allow allowed allows almost along
already also although always among amount another anybody anyone anything around asked asks away
back became because become becomes been before began begin being below best better between both
bring brought build building builds built call called came cannot case certain change changed choose
chooses choosing chose chosen clear come comes common could current daily decide decided decides
different does doing done down during each early easy eight either else ended ends enough entire
even ever every everybody everyone everything exact exactly except expect expected fell felt fewer
final finally find finds fine first five follow followed following follows four from full fully
further future gave general gets getting give given gives goes going gone good great grew growing
half happen happened happens hard have having heard held help helped here hold holds hour hours
however hundred important include included includes including instead into involve involves itself
just keep keeps kept kind knew know known knows large last lasted late later learn learned learnt
least leave leaves leaving left less lets like likely little long longer look looked looking lost
lower made main make makes making many matter matters maybe mean means meant meet meets might minute
minutes month monthly months more moreover morning most mostly move moved moves moving much must
name named namely names near nearly need needed needs neither never next nine nobody none normal
nothing number numbers offered often once ones only onto open opened opens other others otherwise
ought over part parts passed passes past people perhaps place placed places plan planned plans point
points possible present previous project projects provide provided provides putting quite rather
reach read reads ready real really receive received receives remain remains rest right roughly
running runs said same saying says second seem seemed seems seen sees send sends sent serve serves
sets seven several shall short should show showed shown shows side simple simply since single small
some somebody someone something sometimes somewhere soon sort special spend spent stands start
started starting starts stay stayed stays still stood stop stopped stops such sure take taken takes
taking talk talked tell tells than that their them themselves then there therefore these they thing
things think thinks third this those though thought three through thus time times today together
told took toward towards tried tries true trying turn turned twice under understand understood
unless until upon upper used uses using usual usually various very wait waited want wanted wants
week weekly weeks well went were what whatever when where whether which while whole whom whose wide
will wish with within without words work worked working works would write writes writing written
wrote year years yesterday your
"""

_DAYS = """
january february march april june july august september october november december
monday tuesday wednesday thursday friday saturday sunday
"""

PLAIN_WORDS = frozenset(f"{_SHORT} {_LONGER} {_DAYS}".split())
"""Function words, and those that stand in every text about a project."""
