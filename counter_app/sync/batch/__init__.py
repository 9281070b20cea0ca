"""The batch: its format, its writing, and its reading with suspicion."""
