"""劳动保护 Safety: hazards, inspectors, accidents, heat, the Ankang Cup."""
