"""The program under a Windows Python on Debian: Wine, the interpreter's own libraries, the pinned wheels."""
