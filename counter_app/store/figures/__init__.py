"""The figures of reports, as of the end of a day."""
