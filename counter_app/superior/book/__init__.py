"""The superior's folder and its book of arrivals: what came, what was decided, whose keys count."""
