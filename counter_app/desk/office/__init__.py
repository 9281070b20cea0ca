"""The office itself: founded, staffed, set, copied, brought back."""
