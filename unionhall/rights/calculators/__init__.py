"""计算器 Calculators: what the law gives, worked out before a worker's eyes (rights.md §6). One file each."""
