"""Batches on their way in: every gate, quarantine, and what is taken."""
