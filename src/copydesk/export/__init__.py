"""Floor 5. Account and articles -> report, JSON, terminal brief."""
