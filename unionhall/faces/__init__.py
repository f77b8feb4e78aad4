"""Faces: the frames of Home, Desk and Board, the Today page, catalogue, search and navigation."""
