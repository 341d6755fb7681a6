"""What the words of a post-mortem say: phrases to look for, and who did what to whom.

A language is data: `en.yml` holds word classes and lists of phrases. `texts` says where to look,
`sentence` takes a text apart, `phrases` matches, `people` and `grammar` tell persons from services,
`find` does it over one file, behind a sieve that most files do not pass.
"""
