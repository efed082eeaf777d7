"""A campaign's own files: its folder, settings, roster, sheet of decisions, reminders."""
