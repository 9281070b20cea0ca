"""Requests about personal data in words."""
