"""Other libraries, one module each, imported when they are asked for: what uses bidinorm, and what it can use."""
