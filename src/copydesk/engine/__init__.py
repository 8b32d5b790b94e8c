"""Floor 5. Runs the recipe over a corpus: in this process or on local cores."""
