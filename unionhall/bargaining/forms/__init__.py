"""What people type about bargaining, congresses and disclosure. Forms check shapes; actions check rules."""
