"""Makes what people install out of the source tree: one step a module, run by ``__main__``."""
