"""Floor 1. Bytes, JSON records and folders -> pages."""
