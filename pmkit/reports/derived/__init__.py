"""Documents that are derived from one post-mortem: what may be told, as data for a template."""
