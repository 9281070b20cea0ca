"""Quầy Một Cửa: the receiving-and-returning counter of a commune, offline."""

__version__ = "0.1.0"
RELEASED = "2026-09-01"
"""The day of this release: no computer that runs it can show an earlier one and be right."""
