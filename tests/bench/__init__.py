"""Measurements: what the product does, as ratios to a floor of the same run. Not tests: nothing asserts."""
