"""The ground of the store: the library, the tables, the journal, the words for a failing disk."""
