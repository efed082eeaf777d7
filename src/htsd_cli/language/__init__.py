"""Vietnamese as it is typed and as the decree writes it: folding, tones, capitals, numbers, old fonts, refusals."""
