"""Verbs of certifying at the counter (chứng thực)."""
