"""The values that travel: document, origin, submission, findings, and the catalogue of every finding with its words."""
