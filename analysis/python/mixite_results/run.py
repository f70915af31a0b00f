import h5py
import numpy
import pandas
import xarray

SUPPORTED_MAJOR = 1


def open_run(path, history=False):
    """All indicators of a run.

    Dimensions: scenario, replication, month, and each indicator's own (zone, scope, quartile …) with codes as labels and
    names beside them. `legal_status` and `title` go with each scenario; unit and definition with each indicator. With
    `history`, the months before the strategies fork instead.

    Raises OSError if the file cannot be opened, ValueError if it is not a finished result of a supported version.
    """
    with h5py.File(path) as file:
        _require_result(path, file)
        parts = [_indicators(file, name, history) for name in _scenarios(file)]
        run = xarray.concat(parts, pandas.Index(_scenarios(file), name="scenario"), combine_attrs="override")
        groups = [file["scenarios"][name] for name in _scenarios(file)]
        run = run.assign_coords(title=("scenario", [group.attrs["title"] for group in groups]),
                                legal_status=("scenario", [group.attrs["legal_status"] for group in groups]))
        secret = "statistical_secrecy" in file.attrs and bool(file.attrs["statistical_secrecy"][0])
        run.attrs = {"title": file.attrs["title"], "digest": file.attrs["digest"],
                     "population": "secret statistique" if secret else "population synthétique"}
        return run


def open_table(path, table):
    """One table of events, as leases, destinations or access, of all scenarios: a column `scenario`, then the file's own.

    Months become dates, enumerations their names. Raises KeyError, with the tables there are, if the run left it out.
    """
    with h5py.File(path) as file:
        _require_result(path, file)
        parts = []
        for name in _scenarios(file):
            group = file["scenarios"][name]
            if table not in group:
                raise KeyError(f"{path}: no table '{table}'; there are {sorted(set(group) - {'indicators'})}")
            columns = {column: _column(group[table][column]) for column in group[table] if "units" in group[table][column].attrs}
            parts.append(pandas.DataFrame({"scenario": name} | columns, index=range(len(next(iter(columns.values()))))))
        return pandas.concat(parts, ignore_index=True)


def _require_result(path, file):
    if file.attrs.get("filetype") != "mixite-run":
        raise ValueError(f"{path}: not a result of Mixité")
    if file.attrs["schema_version"][0] != SUPPORTED_MAJOR:
        raise ValueError(f"{path}: schema {file.attrs['schema_version']}, and this reader knows {SUPPORTED_MAJOR}.x")
    if "complete" not in file.attrs:
        raise ValueError(f"{path}: the run that wrote it was not finished")


def _scenarios(file):
    """In the order of the run."""
    scenarios = file["scenarios"]
    order = []
    scenarios.id.links.iterate(lambda name: order.append(name.decode()) or None, idx_type=h5py.h5.INDEX_CRT_ORDER)
    return order


def _indicators(file, scenario, history):
    group = file[file["scenarios"][scenario].attrs["history"]] if history else file["scenarios"][scenario]
    group = group["indicators"]
    data = {}
    for name, dataset in group.items():
        if "definition" in dataset.attrs:
            dimensions = [list(dimension.values())[0].name.split("/")[-1] for dimension in dataset.dims]
            attributes = {key: dataset.attrs[key] for key in ("units", "long_name", "definition")}
            data[name] = (dimensions, dataset[...], attributes)
    used = sorted({dimension for dimensions, _, _ in data.values() for dimension in dimensions})
    coordinates = {}
    for axis in used:
        if axis == "month":
            coordinates[axis] = _dates(group[axis])
        elif f"{axis}_code" in group:
            coordinates[axis] = group[f"{axis}_code"].asstr()[...]
            coordinates[f"{axis}_name"] = (axis, group[f"{axis}_name"].asstr()[...])
        else:
            coordinates[axis] = group[axis][...]
    return xarray.Dataset(data, coordinates)


def _dates(dataset):
    start = numpy.datetime64(dataset.attrs["units"].removeprefix("days since "), "ns")
    return start + dataset[...].astype("timedelta64[D]")


def _column(dataset):
    if dataset.attrs["units"].startswith("days since "):
        return _dates(dataset)
    names = h5py.check_enum_dtype(dataset.dtype)
    if names:
        by_value = {value: name for name, value in names.items()}
        return pandas.Categorical.from_codes(dataset[...].astype("int64"), [by_value[v] for v in sorted(by_value)])
    return dataset[...]
