"""The parts of the page for certifying at the counter."""
