"""Procedures: what can be asked for, in what time, found by a few letters, read from lists."""
