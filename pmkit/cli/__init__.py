"""The commands: each parses its words, makes one call, prints, and returns an exit code."""
