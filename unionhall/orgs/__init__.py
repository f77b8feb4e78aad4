"""组织 Orgs: the five-level tree of unions, the industry line over it, employers and who covers them."""
