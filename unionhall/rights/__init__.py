"""维权 Rights: a worker in trouble: complaints, mediation, limitation, legal aid, calculators."""
