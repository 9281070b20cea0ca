"""What was promised: changed by law or decision, apologised for, and due this morning."""
