"""The page of return."""
