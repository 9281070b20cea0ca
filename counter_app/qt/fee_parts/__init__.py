"""Parts about money."""
