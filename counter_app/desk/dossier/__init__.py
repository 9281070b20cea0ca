"""The life of a dossier: found, moved on, taken back, corrected, returned, erased."""
