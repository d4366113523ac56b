"""Cases and ports on many machines, through a Dask cluster."""
