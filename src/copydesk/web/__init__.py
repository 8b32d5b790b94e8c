"""Floor 6. Pages over a desk, for a browser: requests in, HTML and JSON out; nothing is written, and no logic."""

from copydesk.web.server import serve

__all__ = ["serve"]
