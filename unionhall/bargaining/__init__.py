"""集体协商 Bargaining: rounds, contracts and their register; workers' congresses; disclosure."""
