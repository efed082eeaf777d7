"""What is asked of a person about a form, in the terminal or in a sheet, and what the answers change."""
