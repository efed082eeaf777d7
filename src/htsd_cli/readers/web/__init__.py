"""Pages saved by Office (HTML, MHTML) become a Document."""
