"""New files: a post-mortem from its kind's template, and a repository from nothing."""
