"""The page of procedures."""
