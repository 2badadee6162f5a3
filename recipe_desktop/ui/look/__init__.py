"""How the window looks: tokens, fonts, icons, painting functions and the style; no view, no data."""
