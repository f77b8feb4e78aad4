"""渠道 Channels: the ways the house tells people things; in-app and e-mail now."""
