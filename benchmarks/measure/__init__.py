"""Timing whole processes against each other, in turn."""
