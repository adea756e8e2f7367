"""How safe a writer is: what is saved, how old it is, and the gaps that are left."""
