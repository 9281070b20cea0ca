"""Measurements: what the product does, as ratios to a floor measured in the same run. Not tests: nothing here asserts."""
