"""Vietnamese letters as they are written down: syllables, the code tables before Unicode, and what damages a text."""
