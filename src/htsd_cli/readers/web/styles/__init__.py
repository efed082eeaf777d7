"""What style sheets say of the elements of a web page."""
