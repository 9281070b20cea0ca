"""Acknowledgements and parcels on their way back to the offices."""
