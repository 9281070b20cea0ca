"""The superior's side: batches taken in, one file per sender, and the consolidated report."""
