"""Long lists of records: the model that reads lines when they come into sight, rows and list."""
