"""Papers: what each says, how it is drawn, numbered, printed, and what became of it."""
