"""Looks at citizens' data, and the account of them."""
