"""Reports of people and their work."""
