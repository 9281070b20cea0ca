"""The place of papers (bàn giao): sheets, shelves, and originals that are kept."""
