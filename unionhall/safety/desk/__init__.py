"""Pages of labour protection for union staff."""
