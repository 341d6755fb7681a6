"""Findings that pmkit corrects itself: which change does it, and the proof that it helps."""
