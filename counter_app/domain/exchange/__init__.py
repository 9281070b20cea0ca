"""Whom the office sends its batches to, and what came back."""
