"""Table files from outside: told apart, decoded strictly, read into sheets."""
