"""Pages for union staff."""
