import sys

import h5py
import numpy
from fake_run import FIRST_VALUE, ZONE_NAMES, indicator, lease_rows

with h5py.File(sys.argv[1]) as run:
    assert run.attrs["filetype"] == "mixite-run"
    assert run.attrs["complete"] == 1
    for scenario in (1, 2):
        group = run[f"scenarios/scenario_{scenario}/indicators"]
        for name in FIRST_VALUE:
            numpy.testing.assert_array_equal(group[name][:], indicator(name, scenario, 3))
            assert group[name].chunks[0] == 1 and group[name].compression == "gzip" and group[name].shuffle
        assert [d.label or d[0].name.split("/")[-1] for d in group["households"].dims] == ["replication", "month", "zone"]
        assert list(group["zone_name"].asstr()[:]) == ZONE_NAMES
        leases = run[f"scenarios/scenario_{scenario}/leases"]
        assert list(leases["household"][:]) == [2**52 + 100 * r + i for r, i in lease_rows()]
        assert h5py.check_enum_dtype(leases["tenure"].dtype) == {"owner": 0, "private_tenant": 1}
    numpy.testing.assert_array_equal(run["history/indicators/households"][:], indicator("households", 0, 4))
    # Each dimension's scale lists the dataset that it is attached to, once: the library's own test for it.
    attached = 0
    for name, dataset in group.items():
        for dimension, scales in enumerate(dataset.dims):
            for scale in scales.values():
                assert h5py.h5ds.is_attached(dataset.id, scale.id, dimension), (name, dimension)
                listed = [(run[entry["dataset"]], entry["dimension"]) for entry in scale.attrs["REFERENCE_LIST"]]
                assert listed.count((dataset, dimension)) == 1, (name, dimension)
                attached += 1
    assert attached > len(FIRST_VALUE)
    assert list(group) and run["scenarios/scenario_1/source_toml"].asstr()[()] == "title = 'é'\n"
