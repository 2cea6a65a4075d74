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

# the site, in build/site; it needs no network and no server
site *args:
    uv run --group docs mkdocs build --strict {{ args }}

# wheel and sdist, installed on each Python at hand, and the bill of materials: dist/
release:
    bash .ci/release

# known vulnerabilities of what an install brings; asks a public service, and fails where it knows nothing of one
audit:
    uv export -q --no-dev --no-emit-project --no-hashes > build/requirements.txt
    uv run --isolated --no-project --with pip-audit pip-audit -r build/requirements.txt --no-deps --disable-pip --strict

# every law on 10,000 texts for each of its pipelines; goes on where it was stopped: just soak --only test_laws
soak *args:
    uv run --group test python tests/soak.py {{ args }}

# hunt one part for inputs that break a law: just hunt repair 600
hunt target seconds="60":
    uv run --isolated --group test --with atheris python tests/fuzz/hunt.py {{ target }} --seconds {{ seconds }}

check:
    bash .ci/run
