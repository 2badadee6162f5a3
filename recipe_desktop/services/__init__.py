"""What one can do and ask: use cases and queries, functions whose first argument is the session."""
