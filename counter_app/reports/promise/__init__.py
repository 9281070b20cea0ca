"""Reports of promised days."""
