"""What is printed: dataclass in, file out. No Qt, no database."""
