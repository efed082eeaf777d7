"""What the tool costs beside a baseline of the same run. Run `python -m benchmarks`; no test depends on it."""
