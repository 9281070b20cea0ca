"""The page of the queue, and the screen the public sees."""
