"""What happens to a dossier: found, moved on, taken back, corrected, returned, erased."""
