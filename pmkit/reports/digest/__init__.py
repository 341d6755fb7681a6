"""`digest`: what a month, a quarter or a year has taught everybody."""
