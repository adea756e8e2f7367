# For those who expect make; everything is in dev.py.
.PHONY: setup demo test lint fmt docs bench

setup demo test lint fmt docs:
	python3 dev.py $@

bench:
	.venv/bin/python -m bench.archive --small "$$(mktemp -d)/bench"
