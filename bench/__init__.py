"""How fast copydesk is, how much memory it takes, and how both grow: `python -m bench ../shared`."""
