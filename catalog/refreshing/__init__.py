"""Source tables of the catalogue, one module each; `catalog/refresh` runs them."""
