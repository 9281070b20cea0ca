"""The words for how the office, its computers and its copies stand."""
