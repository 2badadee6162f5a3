"""The mapped tables, one module a feature."""
