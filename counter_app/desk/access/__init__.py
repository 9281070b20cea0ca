"""Verbs of the access book."""
