"""The page of hand-overs."""
