"""A promise (hẹn trả): the due moment, how it is counted, and when it stands still."""
