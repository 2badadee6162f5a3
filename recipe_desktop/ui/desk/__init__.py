"""The desk: a full screen on which people are checked in, by scanner, by name, or as walk-ins."""
