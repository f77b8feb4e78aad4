"""经办件 Matters: lifecycles of union work that is not a worker's request: stages, clocks, moves, a timeline."""
