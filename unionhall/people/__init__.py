"""职工 People: the real-name register, households, memberships, staff posts, and the roster in and out."""
