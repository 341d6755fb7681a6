"""An invented repository of post-mortems, the same one for the same seed."""
