"""The parts of the page of officers."""
