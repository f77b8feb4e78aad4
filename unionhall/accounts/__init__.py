"""身份 Accounts: who signs in, which roles are held where, who stands in for whom, and the three administrators."""
