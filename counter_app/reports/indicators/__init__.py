"""Statutory indicators and form II.06a."""
