"""The page for certifying at the counter."""
