"""pmkit: a Markdown repository of post-mortems, so that no team fails the same way twice."""

__version__ = "0.1.0"
