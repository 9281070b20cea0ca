"""Small signed files that travel beside batches."""
