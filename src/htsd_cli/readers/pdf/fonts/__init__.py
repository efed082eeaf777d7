"""Which letters a PDF's fonts draw, and whether that is what they are copied as."""
