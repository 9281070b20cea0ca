"""Pictures of every page for docs/images: ``python3 dev.py screenshots``. The same code always draws the same pictures."""
