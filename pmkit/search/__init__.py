"""Full text over the post-mortems: an index that nobody sees, or a plain scan where none can be."""
