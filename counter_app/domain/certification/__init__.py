"""Certifications, their fees and books."""
