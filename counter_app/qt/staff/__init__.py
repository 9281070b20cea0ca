"""The page of officers."""
