"""Verbs about questions at the counter."""
