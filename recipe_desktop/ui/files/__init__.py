"""Files chosen in a dialog or dropped on the window, and rejected rows given back."""
