"""An OpenDocument spreadsheet (.ods, .fods) becomes a Document."""
