"""Pages for union staff: rolls, people, posts, merging, rosters."""
