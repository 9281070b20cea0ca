"""What an entry of the journal may hold."""
