"""The page of the project's settings: what stands on every paper, and what the project is."""
