"""The commands of the recipe, one module each: `add_options(parser)` and `run(places, options)`."""
