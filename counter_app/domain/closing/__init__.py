"""The evening: days closed, batches written, reports issued."""
