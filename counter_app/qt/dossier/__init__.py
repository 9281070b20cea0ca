"""The page of one dossier."""
