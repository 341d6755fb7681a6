"""Changes of the words that causes are tagged with; in all files or in none."""
