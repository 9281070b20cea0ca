"""Promises: changed by law or decision, apologised for, and due this morning."""
