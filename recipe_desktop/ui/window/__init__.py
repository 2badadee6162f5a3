"""The frame around the pages: sidebar, "go to or do", and the line of words not saved."""
