"""Pages for union staff: promises, groups, lawyers, and what is added to a case."""
