"""Tickets and whom to call next."""
