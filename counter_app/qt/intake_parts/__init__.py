"""Parts of the intake page."""
