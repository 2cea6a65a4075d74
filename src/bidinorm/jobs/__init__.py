"""Programs for `spark-submit`, which puts their folder first on the path: nothing else may stand here."""
