"""Format 1 as frozen values: what a post-mortem, a register and the settings may hold."""
