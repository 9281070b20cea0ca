"""Verbs of the exchange with the superior."""
