"""The data file: opened, written, proved, upgraded, replaced, and compared with its witness."""
