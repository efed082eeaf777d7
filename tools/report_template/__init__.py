"""Makes the Word template of the official report: how it looks, and the blocks it is built of."""
