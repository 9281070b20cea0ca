"""What everything in the store stands on: the library, the tables, the journal, the words for a failing disk."""
