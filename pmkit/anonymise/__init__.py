"""What may leave the house: the names of the repository, and the check that none of them does.

`collect` gathers every name there is, `dictionary` makes of each all the forms in which it could
stand in a text, `check` looks for them in the bytes that are to be written. The check fails
closed: what it cannot read, cannot decode or is not sure about is refused.
"""
