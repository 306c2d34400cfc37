"""Which party a phrase names: the registry, the reading of phrases, and the memory of a report."""
