"""The parts of the reconciliation page."""
