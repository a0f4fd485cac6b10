"""Identifies archives larger than one machine, with Dask: needs ``pip install 'birdeye[cluster]'``.

- ``storage``: photos and results wherever they are: folders, S3 and whatever else fsspec reaches.
- ``plan``: which photos there are, cut into partitions, written down so that a run can go on.
- ``packs_sent``: gives a worker the pack, checked by its fingerprint.
- ``partition``: what a worker does: one partition in, one Parquet file out.
- ``connection``: a cluster that is there, or one of this machine.
- ``run``: hands partitions to workers until each has its part.
- ``table``: the schema of the parts, and rows from results and back.
- ``archive``: reads a finished run for exports and for review.

Nothing else imports this package but its commands, which say what to install where it cannot be.
"""
