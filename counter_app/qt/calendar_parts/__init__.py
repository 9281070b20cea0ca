"""The parts of the page of the working calendar."""
