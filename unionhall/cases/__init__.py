"""一站式 Cases: what a worker asks for, from intake over dispatch, clocks and appointments to the rating."""
