"""Pages of the list for union people."""
