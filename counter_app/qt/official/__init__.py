"""The page of reconciliation with the official system."""
