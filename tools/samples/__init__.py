"""What the sample reports say and how they are typed; `tools/make_samples.py` puts them on the disk."""
