"""How the meetings are run: phases, prompts, ground rules and questions, as data."""
