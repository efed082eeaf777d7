"""Workbooks of every kind become a Document: .xlsx, .xlsb, .xls, .ods."""
