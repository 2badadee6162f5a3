"""What stands over the window and waits for an answer."""
