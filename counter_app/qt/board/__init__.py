"""The morning: what is due, who waits, what is owed."""
