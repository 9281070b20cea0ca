"""The queue (hàng đợi): tickets from the first number to the last call."""
