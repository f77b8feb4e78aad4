"""Wires the house together: settings, root urls, wsgi. Nothing imports from here."""
