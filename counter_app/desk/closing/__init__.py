"""The evening (chốt ngày): the day closed, and carried away on a stick."""
