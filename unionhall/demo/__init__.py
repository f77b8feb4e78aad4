"""The demo province: true divisions, synthetic unions and people, a year of work."""
