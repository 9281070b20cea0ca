"""Officers, their roles and sectors."""
