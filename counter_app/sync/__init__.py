"""Batches for the superior: their format, writing them to a stick, reading them back with suspicion."""
