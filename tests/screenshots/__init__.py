"""Pictures of every page and paper for docs/images, the same each time: ``python3 dev.py screenshots``."""
