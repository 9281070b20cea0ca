"""What the superior's officers do, with the rights of any office, over what other offices sent."""
