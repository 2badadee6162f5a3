"""What one sees: PySide6 widgets over services. No SQL, no tables."""
