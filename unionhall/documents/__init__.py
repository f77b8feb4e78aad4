"""文书 Documents: letters, agreements and notices: set, numbered, signed off, served, verified, withdrawn."""
