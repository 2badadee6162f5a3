"""From the first click to an open store: one window for each, and words for what went wrong."""
