"""Copies of the data: what is known of one, which are kept, where they go, and when somebody has to hear of it."""
