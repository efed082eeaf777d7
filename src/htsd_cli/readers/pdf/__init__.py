"""A PDF becomes a Document by its letters and ruled lines."""
