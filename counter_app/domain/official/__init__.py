"""Codes of the official system."""
