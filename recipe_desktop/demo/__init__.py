"""The demonstration: the main jobs done once on invented data, with everything left to look at."""
