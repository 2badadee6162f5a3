"""Files that other programs read and write: CSV, XLSX and the like. No tables, no Qt."""
