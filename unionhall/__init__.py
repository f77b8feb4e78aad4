"""职工之家 Unionhall: rooms of one house. `docs/architecture.md` is the map."""

__version__ = "0.1.0"
