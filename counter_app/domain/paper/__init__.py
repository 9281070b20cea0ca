"""What papers are and say: kinds, legal forms, contents."""
