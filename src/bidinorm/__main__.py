"""`python -m bidinorm`: the command line."""

from bidinorm.cli import main

main()
