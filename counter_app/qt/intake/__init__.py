"""The page of intake."""
