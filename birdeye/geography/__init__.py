"""Where on earth: the country of a position, outlines for a plain map, and where birds occur.

- ``countries``: `Countries`, outlines by ISO code; `Countries.at` answers for a position.
- ``whereabouts``: `Whereabouts`, the countries around a position or those of a region.
- ``regions``: regions as the user names them.
- ``occurrence``: `Occurrence`, in which countries each species of the world occurs.
"""
