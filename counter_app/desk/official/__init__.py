"""Codes of the official system (đối soát)."""
