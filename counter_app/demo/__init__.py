"""Invented offices: sample data to try with, a whole day played through the verbs, large files for measuring."""
