"""Verbs of the exchange with the superior: keys, batches given out, acknowledgements."""
