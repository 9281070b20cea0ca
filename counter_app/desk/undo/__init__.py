"""Taking back what was just written down."""
