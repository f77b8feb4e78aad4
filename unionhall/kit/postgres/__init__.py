"""Django's PostgreSQL engine with the two settings that let one schema serve PostgreSQL and Citus alike."""
