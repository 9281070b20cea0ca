"""Verbs about the office itself: its data, copies, people, rights, settings and program."""
