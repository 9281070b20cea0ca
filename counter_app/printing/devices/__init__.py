"""Devices: PDF bytes in, paper out. They know nothing of dossiers; each keeps the contract of ``Printer``."""
