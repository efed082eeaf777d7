"""What a number format says: its code's tokens, its sections, the digits a section draws of a number."""
