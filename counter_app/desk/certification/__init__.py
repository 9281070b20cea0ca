"""Certifying at the counter (chứng thực): the books and their numbers."""
