"""What makes a post-mortem one that can be followed up: one function a rule.

`registry` knows how a rule is made, the themed modules hold the rules, `check` is what a rule
sees, `ignores` reads suppressions, `decide` weighs what was found, `run` does it over files.
"""
