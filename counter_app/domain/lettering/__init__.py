"""How Vietnamese letters are written down: its syllables, the code tables before Unicode, and what damages a text."""
