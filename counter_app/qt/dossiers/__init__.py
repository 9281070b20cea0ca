"""The page of all dossiers."""
