"""What the binary workbooks (.xls, .xlsb) are made of: their records, texts, notes and conditional formats."""
