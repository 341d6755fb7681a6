"""`report annual`: what a year of post-mortems says, and whether its changes held."""
