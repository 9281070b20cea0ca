"""Procedures and places in words."""
