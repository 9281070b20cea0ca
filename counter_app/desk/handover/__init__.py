"""Where papers are (bàn giao): sheets, shelves, and originals that are kept."""
