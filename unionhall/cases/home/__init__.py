"""Pages for workers: asking, following, answering, rating."""
