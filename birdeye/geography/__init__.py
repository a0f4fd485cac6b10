"""Where on earth: the country of a position, and outlines for a plain map, with no network.

- ``countries``: `Countries`, outlines by ISO code; `Countries.at` answers for a position.
"""
