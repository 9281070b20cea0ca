"""Dialogs: for set-up, signing in, printing and what cannot be undone."""
