"""Word: a .docx becomes a Document, and how its letters look."""
