"""How far apart is still equal: what rounding alone can do."""
