"""Limits, due moments and periods in words."""
