"""Verbs of dossiers: taken in, found, shown, moved, put right, returned."""
