"""Working days and hours, and the files they come in."""
