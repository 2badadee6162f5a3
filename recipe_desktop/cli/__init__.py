"""The command line: the same work without a window. Commands by what they are about, no SQL."""
