"""The same audit on a Dask cluster: real workers in processes of their own, some of which end."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import dask
import pytest
from distributed import Client, LocalCluster, WorkerPlugin

import audit_work as work
from noticecheck.audit import run
from noticecheck.audit.scheduler import DaskWorkers
from noticecheck.checker import Checker
from noticecheck.errors import UsageError

pytestmark = pytest.mark.skipif(os.name == "nt", reason="kills processes as POSIX does")


class Faults(WorkerPlugin):
    """Has every worker of a cluster check as above, those too that take the place of a lost one."""

    name = "faults"

    def setup(self, worker: object) -> None:
        Checker.check = work.fake_check  # type: ignore[assignment, method-assign]


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalCluster]:
    monkeypatch.setattr(Checker, "check", work.fake_check)
    # A letter may end two workers, not four, before the scheduler says so.
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as made,
        Client(made) as client,
    ):
        client.register_plugin(Faults())
        yield made


def test_a_worker_that_is_killed_in_the_middle_changes_nothing(
    tmp_path: Path, cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = work.write_letters(tmp_path / "letters", [f"PAUSE {n}" for n in range(48)])
    out = tmp_path / "cluster"
    killed: list[int] = []

    def kill_one() -> None:
        while len(list(out.glob("shards/*.arrow"))) < 3:
            time.sleep(0.02)
        with Client(cluster) as client:
            killed.extend(client.run(os.getpid).values())
        os.kill(killed[0], signal.SIGKILL)

    killer = threading.Thread(target=kill_one, daemon=True)
    killer.start()
    result = run.audit(work.order(source, out=out), lambda: DaskWorkers(cluster.scheduler_address))
    killer.join()
    assert len(killed) == 2
    assert (result.letters, result.errors, result.earlier) == (48, 0, 0)
    monkeypatch.setattr(work, "PAUSE", 0.0)
    work.audit(source, out=tmp_path / "local")
    assert work.contents(out) == work.contents(tmp_path / "local")


def test_a_letter_that_ends_workers_is_a_row(tmp_path: Path, cluster: LocalCluster) -> None:
    texts = ["clean 1", "gaps 2", "EXIT", "clean 3"]
    source = work.write_letters(tmp_path / "letters", texts)
    order = work.order(source, out=tmp_path / "out")
    run.audit(order, lambda: DaskWorkers(cluster.scheduler_address))
    assert list(work.seen(tmp_path / "out").values()).count("no_gap_found") == 2
    assert work.seen(tmp_path / "out")["002.txt"] == "crash"


def test_a_cluster_that_goes_away_is_one_line_and_the_audit_goes_on_without(
    tmp_path: Path, cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = work.write_letters(tmp_path / "letters", [f"PAUSE {n}" for n in range(48)])
    out = tmp_path / "out"

    def stop() -> None:
        while len(list(out.glob("shards/*.arrow"))) < 3:
            time.sleep(0.02)
        cluster.close()

    stopper = threading.Thread(target=stop, daemon=True)
    stopper.start()
    with pytest.raises(UsageError, match="same command again"):
        run.audit(work.order(source, out=out), lambda: DaskWorkers(cluster.scheduler_address))
    stopper.join()
    monkeypatch.setattr(work, "PAUSE", 0.0)
    assert work.audit(source, out=out).earlier >= 12
