"""Kills, faults, rivals and interrupts: whatever happens while pmkit writes, files stay whole.

    python -m tests.hostile.writes                     # all of it, as often as the goals ask for
    python -m tests.hostile.writes kills --rounds 250

`test_writes.py` runs each for a moment.
"""
