"""The acts of the superior's officers, with the rights of any office, on the data other offices sent."""
