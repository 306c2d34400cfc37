"""Which groups of commands are there? One module a group, registered by ``marsad.cli``."""
