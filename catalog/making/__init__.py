"""Tables of `catalog/make`, one module each."""
