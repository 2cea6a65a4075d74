# Each recipe is one command; `just check` is all that CI runs.

# the tests, doctests of code and documentation included
test *args:
    uv run --group test pytest {{ args }}

lint:
    uv run --group lint ruff check .
    uv run --group lint ruff format --check .
    uv run --group lint codespell

types:
    uv run --group lint mypy --strict src

# write the generated pages anew: docs/reference/cli.md and rules.md
docs:
    uv run python docs/generate.py

# every lexicon has a header, a source, and rows that can be right
lexicons:
    uv run --group test pytest -q tests/test_house.py -k lexicon

# one benchmark, with its peers: just bench speed
bench name="speed":
    uv run --group bench python benchmarks/{{ name }}.py

check:
    bash .ci/run
