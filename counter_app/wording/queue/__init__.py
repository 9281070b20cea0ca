"""The words that the waiting public reads and hears."""
