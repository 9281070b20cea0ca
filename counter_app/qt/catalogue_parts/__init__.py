"""The parts of the page of procedures."""
