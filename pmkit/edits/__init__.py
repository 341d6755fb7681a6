"""A file's bytes → the same bytes with one value changed, and not one other byte.

Whatever a person typed is kept: comments, quotes, order, alignment, line ends, the byte order mark.
A change is a splice between two places of the text, and `edit` proves what it did before anybody
writes it.
"""
