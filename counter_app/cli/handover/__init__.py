"""Verbs that hand papers and work over."""
