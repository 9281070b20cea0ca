"""Keys of senders enrolled, and files put under a new key."""
