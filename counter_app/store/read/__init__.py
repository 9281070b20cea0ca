"""Reading back, one file for each matter."""
