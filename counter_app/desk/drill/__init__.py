"""The way back rehearsed: a copy restored aside and worked in."""
