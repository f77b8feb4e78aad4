"""一张清单 Worklist: items issued once, split down the levels, moved by live figures or accepted evidence."""
