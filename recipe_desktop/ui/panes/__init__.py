"""A list with the record chosen in it beside it."""
