"""Citizens who ask about a dossier."""
