"""Makes stand-ins of the published networks that cannot be had here, and tries recipes on them."""
