"""A campaign that is to be: what must be known of it, asked or taken from options; its draft; what is told of it."""
