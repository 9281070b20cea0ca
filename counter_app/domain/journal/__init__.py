"""The content of an entry of the journal."""
