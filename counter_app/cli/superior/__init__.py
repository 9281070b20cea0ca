"""Verbs of the superior office."""
