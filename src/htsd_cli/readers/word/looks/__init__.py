"""How the letters of a Word file look: what properties, styles and themes say, and what that makes of them."""
