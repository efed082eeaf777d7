"""Text documents that LibreOffice converts (.doc, .rtf, .odt): what shows stays, what is hidden stays hidden."""
