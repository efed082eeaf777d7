"""How the cells of a workbook look: letters, colours, styles, conditional formats."""
