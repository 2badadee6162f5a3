"""The operation log: capture, sealing, merging, history. SQL by hand, since it must be fast."""
