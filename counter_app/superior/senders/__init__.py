"""The files of senders, and what is decided about each."""
