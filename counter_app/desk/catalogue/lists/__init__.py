"""Lists of procedures: read from table files, checked line by line, written out again."""
