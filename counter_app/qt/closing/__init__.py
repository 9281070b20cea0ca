"""The page of the evening."""
