"""Reports over all offices."""
