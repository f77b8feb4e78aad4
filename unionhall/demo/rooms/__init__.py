"""A year of work in the rooms of rights: told as stories, played through the rooms' own actions under a set clock."""
