# What one does here, a line each; needs the set-up of CONTRIBUTING.md.
.PHONY: fast test lint docs pictures bench ci

fast:      ## the tests of single values and readers, with nothing but Python: a minute
	python -m pytest -n auto -m "not program and not whole"
test:      ## all tests; those that need LibreOffice, poppler or Chromium are skipped where these are missing
	python -m pytest -n auto
lint:      ## style, form and types
	ruff check . && ruff format --check . && mypy
docs:      ## the pages of docs/ made from the program
	python tools/make_docs.py
pictures:  ## the pictures of the README
	python tools/make_pictures.py
bench:     ## what it costs, beside baselines of the same run
	python -m benchmarks
ci:        ## everything on a clean machine, as it is checked before a merge
	.ci/run
