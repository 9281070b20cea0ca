"""The page of the user guide."""
