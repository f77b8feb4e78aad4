"""Pages for union staff: the list, a case, what can be done with it, the telephone desk."""
