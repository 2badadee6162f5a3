"""Sync: who has what, what comes in, conflicts and their decision, devices, what goes out."""
