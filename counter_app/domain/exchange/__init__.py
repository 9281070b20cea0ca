"""The receivers of the office's batches, and their answers."""
