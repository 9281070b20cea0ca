"""Reports of certified papers."""
