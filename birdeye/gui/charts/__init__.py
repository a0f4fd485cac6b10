"""Plots of a summary, painted by hand so that they look like the rest of the window.

- ``chart``: what every chart is, its style, and `ChartView`, which shows one.
- ``axis``: round numbers for an axis.
- ``seasons``, ``days``, ``confidence``, ``sightings_map``: the charts.
- ``picture_file``: a chart as a PNG or SVG file.
"""
