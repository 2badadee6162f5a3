"""The first page: what waits, what there is, what came in."""
