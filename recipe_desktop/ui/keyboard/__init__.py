"""Where the keyboard is, where Tab takes it, and whose keys undo is."""
