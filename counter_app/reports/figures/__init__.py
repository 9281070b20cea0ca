"""Figures of the reports, and where they come from."""
