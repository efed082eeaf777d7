"""What each function of a formula comes to, given its values."""
