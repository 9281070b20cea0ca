"""Releases of this program: proved by the publisher's signature, taken from a stick, and taken back."""
