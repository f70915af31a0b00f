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
    assert list(group) and run["scenarios/scenario_1/source_toml"].asstr()[()] == "title = 'é'\n"
