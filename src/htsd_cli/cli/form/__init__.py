"""The commands of a form: learn it from the office's file, show it, compare it with last year's."""
