"""The lists behind the morning board."""
