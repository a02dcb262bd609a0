from __future__ import annotations

import stat

import psycopg
import pytest

from tests.postgresql import OWNER, Cluster

pytestmark = pytest.mark.postgresql


def test_the_cluster_is_reached_by_its_socket_alone(cluster: Cluster) -> None:
    with psycopg.connect(host=str(cluster.folder), user=OWNER, dbname="postgres") as connection:
        shown = [
            connection.execute(f"SHOW {name}").fetchone()
            for name in ("listen_addresses", "data_directory", "unix_socket_directories")
        ]
    assert shown == [("",), (str(cluster.data),), (str(cluster.folder),)]
    assert stat.S_IMODE(cluster.folder.stat().st_mode) == 0o700


def test_only_what_it_created_is_dropped(cluster: Cluster) -> None:
    with pytest.raises(ValueError, match="not ours"):
        cluster.drop("postgres")
    name = cluster.create()
    cluster.drop(name)
    with pytest.raises(ValueError, match="not ours"):
        cluster.drop(name)
