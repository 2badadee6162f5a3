"""What was just done, told in a line below the page, with one thing to do about it."""
