"""The verb that reports, and its tables on a terminal."""
