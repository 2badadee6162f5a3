"""What is true in the field: plain functions and frozen dataclasses on values. Standard library only."""
