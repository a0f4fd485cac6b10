"""Connects to a Dask cluster: one that is there, or one started on this machine for the run."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import dask
from distributed import Client, LocalCluster, Status

from birdeye.domain.errors import ClusterFailed
from birdeye.vision.session import available_cores

MOST_DEATHS = 20
"""Of workers that a partition may see before it is blamed for them."""

_LOOK_S = 2.0
_SCHEDULER_WAITED_FOR_S = 15
_WORKERS_WAITED_FOR_S = 60
_LOCAL_WORKERS_WAITED_FOR_S = 300

_loop_log = logging.getLogger("tornado.application")


@contextmanager
def connected(cluster: str) -> Iterator[tuple[Client, int]]:
    """A client of the cluster, and how many photos a task takes at a time.

    ``local`` is a cluster of this machine with one worker, ``local:N`` one with N. Raises
    `ClusterFailed` where no scheduler answers.
    """
    word, _, count = cluster.partition(":")
    if word != "local":
        try:
            client = Client(cluster, timeout=_SCHEDULER_WAITED_FOR_S)
        except (OSError, ValueError, TimeoutError) as error:
            raise ClusterFailed(
                f"No Dask scheduler answers at “{cluster}”: {str(error).rstrip('.')}. "
                "Start one with “dask scheduler”, and workers with “dask worker ADDRESS”."
            ) from error
        with client:  # each thread of a worker takes a partition of its own
            try:
                client.wait_for_workers(1, timeout=_WORKERS_WAITED_FOR_S)
            except TimeoutError as error:
                raise ClusterFailed(
                    f"The cluster at “{cluster}” has no worker. "
                    "Start some with “dask worker ADDRESS”."
                ) from error
            yield client, 1
        return
    if count and not (count.isdecimal() and int(count) > 0):
        raise ClusterFailed(f"“{cluster}” names no number of workers. Say “local:2”, for example.")
    workers = int(count or 1)
    threads = max(1, available_cores() // workers)
    settings = {
        "distributed.worker.daemon": False,  # decoders run in processes of their own
        # What Dask does all the time beside the work: a twentieth of a core otherwise.
        "distributed.worker.profile.enabled": False,
        "distributed.admin.system-monitor.interval": "5s",
        "distributed.admin.tick.interval": "1s",
        "distributed.scheduler.allowed-failures": MOST_DEATHS,
        "distributed.worker.memory.terminate": False,
        # Before Dask closes what watches over a worker that died, and may be starting it anew.
        "distributed.deploy.lost-worker-timeout": "120s",
    }
    with (
        dask.config.set(settings),
        LocalCluster(
            n_workers=0, threads_per_worker=1, dashboard_address=":0", memory_limit=0
        ) as local,
        Client(local) as client,
        _kept(local, workers),
    ):
        try:
            client.wait_for_workers(workers, timeout=_LOCAL_WORKERS_WAITED_FOR_S)
        except TimeoutError as error:
            raise ClusterFailed(
                f"The workers of “{cluster}” do not start. Close other programs, or ask for fewer."
            ) from error
        yield client, threads


@contextmanager
def _kept(local: LocalCluster, count: int) -> Iterator[None]:
    """Have ``count`` workers: started now, and replaced where Dask does not start them anew.

    It gives one up that dies as it starts, and with the last of them a run would wait for ever.
    """
    ended = threading.Event()

    async def forget_failed() -> None:
        for name, nanny in list(local.workers.items()):
            if nanny.status in (Status.failed, Status.closed):
                # With its name: Dask would close another of that name that is still starting.
                del local.workers[name], local.worker_spec[name]

    def keep() -> None:
        while True:
            local.sync(forget_failed)
            if len(local.workers) < count:
                local.scale(count)
            if ended.wait(_LOOK_S):
                return

    keeper = threading.Thread(target=keep, name="keep-workers", daemon=True)
    _loop_log.addFilter(_is_news)
    keeper.start()
    try:
        yield
    finally:
        ended.set()
        keeper.join()
        _loop_log.removeFilter(_is_news)


def _is_news(record: logging.LogRecord) -> bool:
    """Whether it says more than that a worker died as it started, which `_kept` sees to."""
    return "failed to start" not in record.getMessage()
