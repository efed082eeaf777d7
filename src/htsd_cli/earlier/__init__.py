"""What an earlier run said: its results read back, compared with this one's, and each total traced to its units."""
