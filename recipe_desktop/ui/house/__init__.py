"""The window of one open store, put together: pages, menus, search, undo, closing."""
