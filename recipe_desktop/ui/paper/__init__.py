"""What will be on paper: painted with Qt, looked through page below page, saved as PDF."""
