"""The formulas of tests/fake_run.hpp, and checks that xarray readers share."""

import numpy
import xarray

REPLICATIONS, ZONES, QUARTILES = 3, 3, 2
VALUES_A_MONTH = ZONES + 1 + ZONES * QUARTILES
FIRST_VALUE = {"households": 0, "open_requests": ZONES, "leases_by_quartile": ZONES + 1}
SHAPE = {"households": (ZONES,), "open_requests": (), "leases_by_quartile": (ZONES, QUARTILES)}
ZONE_NAMES = ["Centre", "Prés-de-l’Île", "Moulin"]


def indicator(name, scenario, months):
    """[replication, month, …] as written."""
    replication = numpy.arange(REPLICATIONS)[:, None, None]
    month = numpy.arange(months)[None, :, None]
    value = numpy.arange(VALUES_A_MONTH)[None, None, :]
    every = 1000.0 * scenario + 100 * replication + 10 * month + 0.5 * value
    every[:, :, -1] = numpy.nan
    length = int(numpy.prod(SHAPE[name], dtype=int))
    own = every[:, :, FIRST_VALUE[name] : FIRST_VALUE[name] + length]
    return own.reshape((REPLICATIONS, months) + SHAPE[name]).astype("float32")


def lease_rows():
    """(replication, position within it) of each lease."""
    return [(r, i) for r in range(REPLICATIONS) for i in range(4 + r)]


def check_with_xarray(path, engine):
    root = xarray.open_dataset(path, engine=engine)
    assert root.attrs["filetype"] == "mixite-run"
    assert list(root.attrs["schema_version"]) == [1, 7]
    assert root.attrs["title"] == "Essai : « mixité »"

    for scenario in (1, 2):
        group = f"scenarios/scenario_{scenario}/indicators"
        with xarray.open_dataset(path, engine=engine, group=group) as data:
            check_indicators(data, scenario, ["2024-01", "2024-02", "2024-03"])
        with xarray.open_dataset(path, engine=engine, group=f"scenarios/scenario_{scenario}/leases") as leases:
            check_leases(leases)
        with xarray.open_dataset(path, engine=engine, group=f"scenarios/scenario_{scenario}/parameters") as parameters:
            assert list(parameters["key"].values) == ["allocation.rounds", "allocation.share"]
            assert list(parameters["legal_status"].values) == ["droit constant", ""]
        with xarray.open_dataset(path, engine=engine, group=f"scenarios/scenario_{scenario}") as texts:
            assert str(texts["source_toml"].values) == "title = 'é'\n"
    with xarray.open_dataset(path, engine=engine, group="history/indicators") as history:
        check_indicators(history, 0, ["2019-01", "2019-02", "2019-03", "2019-04"])
    with xarray.open_dataset(path, engine=engine, group="territory/zones") as zones:
        assert list(zones["dwellings"].values) == [10, 20, 30]
    with xarray.open_dataset(path, engine=engine, group="inputs") as inputs:
        assert list(inputs["sha256"].values) == ["a" * 64]
    with xarray.open_dataset(path, engine=engine, group="provenance/model") as model:
        assert model.attrs["seed"] == 1


def check_indicators(data, scenario, months):
    for name in FIRST_VALUE:
        written = indicator(name, scenario, len(months))
        numpy.testing.assert_array_equal(data[name].values, written)
        assert data[name].dtype == numpy.float32
        assert data[name].attrs["units"] == "1"
    assert data["households"].dims == ("replication", "month", "zone")
    assert data["leases_by_quartile"].dims == ("replication", "month", "zone", "quartile")
    assert [str(m)[:7] for m in data["month"].values] == months
    assert list(data["households"].coords["zone_name"].values) == ZONE_NAMES
    assert list(data["zone_code"].values) == ["Z1", "Z2", "QP1"]


def check_leases(leases):
    rows = lease_rows()
    assert leases["household"].dims == ("lease",)
    assert list(leases["household"].values) == [2**52 + 100 * r + i for r, i in rows]
    assert list(leases["replication"].values) == [r for r, _ in rows]
    assert list(leases["tenure"].values) == [i % 2 for _, i in rows]
    assert leases["tenure"].attrs["flag_meanings"] == "owner private_tenant"
    assert list(leases["effort_rate"].values) == [0.25 * i for _, i in rows]
    assert [str(m)[:7] for m in leases["month"].values[:4]] == ["2024-01", "2024-02", "2024-03", "2024-01"]
