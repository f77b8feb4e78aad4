"""规则 Rules: day counts, rates, caps and forms of law as dated rows with their place and source."""
