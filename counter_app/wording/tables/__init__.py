"""Columns, cells and labels, for screen, PDF and XLSX alike."""
