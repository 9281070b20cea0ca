"""Acts and batches that a stick gives back after a restore."""
