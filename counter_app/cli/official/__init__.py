"""Verbs about the official system's codes and its list."""
