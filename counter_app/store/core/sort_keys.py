"""The order of long lists inside the file: its own columns and indexes, in the order of a dictionary."""

from __future__ import annotations

from counter_app.domain.collation import collation_key

LONGEST = 80
"""Texts that are alike as far as this stand in the order of their numbers."""


def sort_key(text: str) -> str:
    """The key kept of a name or a title; bytes of UTF-8 compare as the window compares."""
    return collation_key(text)[:LONGEST]
