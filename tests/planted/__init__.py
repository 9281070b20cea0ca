"""Planted faults: mistakes a person could have made, each of which the tests nearest to it have to notice."""
