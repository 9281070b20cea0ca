"""The stick: which one, what else lies on it, and how it is let go."""
