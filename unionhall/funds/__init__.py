"""经费 Funds: what is owed to whom and paid; the ledger itself comes with the room's own work."""
