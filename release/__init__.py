"""Making a release: the program as one folder, its archive, installer, list of parts, sums and signature.

Run by ``python3 dev.py build``; nothing of it is shipped. What it makes, and how an office checks it: docs/security.md.
"""
