"""The way paper is laid out: type, lines, blocks, pages, codes."""
