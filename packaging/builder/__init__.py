"""Makes the installation packages from the source tree: one module per step, run by
``__main__``."""
