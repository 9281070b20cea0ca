"""Recipes: what docs/adding.md asks for, followed in a copy of the tree, and the proof that it is enough."""
