"""A list comes in: file, columns and questions, a preview of every row, and the result."""
