"""Floor 3. A story's claims -> account."""
