"""Services on offer from this room, one file each."""
