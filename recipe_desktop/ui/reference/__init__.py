"""Programme data: what the rules count with, where it comes from, and how sure that is."""
