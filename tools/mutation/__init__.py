"""Small faults put into the program to see whether a test fails."""
