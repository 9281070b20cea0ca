"""Training: a guided first day on invented data, ticked by what the journal says."""
