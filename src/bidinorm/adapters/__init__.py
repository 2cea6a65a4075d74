"""Other libraries that can use bidinorm, one module each; a module imports its library."""
