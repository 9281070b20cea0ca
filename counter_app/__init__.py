"""Quầy Một Cửa: the receiving-and-returning counter of a commune, offline."""

__version__ = "0.1.0"
