"""Who looked at citizens' data, and what is told of it."""
