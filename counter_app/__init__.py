"""Quầy Một Cửa: the receiving-and-returning counter of a commune, offline."""

__version__ = "0.1.0"
RELEASED = "2026-09-01"
"""No computer that runs this shows an earlier day and is right; a build writes down its own (``paths.released``)."""
