"""Verbs about promised days."""
