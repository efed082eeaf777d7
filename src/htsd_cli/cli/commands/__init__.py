"""The commands, a module each: their options, what they do in order, and what they say at the end."""
