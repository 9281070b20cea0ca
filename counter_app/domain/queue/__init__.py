"""Tickets and the next one to call."""
