"""What reports count, as of the end of a day."""
