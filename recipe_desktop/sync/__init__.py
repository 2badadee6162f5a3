"""Moves files between laptops: bundles, cards and keys, mailbox folders."""
