"""The parts of the hand-over page."""
