"""An action's way from open to verified: which move is possible when, and what it writes."""
