# Reads the result files of Mixité with rhdf5 (Bioconductor). The form of the files: sim/docs/FILE_FORMAT.md.
library(rhdf5)

# All indicators of a scenario, as arrays in the file's own order: [replication, month, ...]. Names of the zones, quarters ...
# are the dimnames; "units" and "definition" are attributes of each array; "title", "legal_status" and "population" of the list.
open_run <- function(path, scenario = scenarios_of(path)[1], history = FALSE) {
  with_file(path, function(file) {
    own <- paste0("/scenarios/", scenario)
    group <- paste0(if (history) attribute_of(file, own, "history") else own, "/indicators")
    names <- children_of(file, group)
    months <- months_of(file, group)
    codes <- list()
    for (name in grep("_code$", names, value = TRUE)) codes[[name]] <- as.vector(h5read(file, paste0(group, "/", name)))
    run <- list()
    for (name in names) {
      indicator <- paste0(group, "/", name)
      definition <- attribute_of(file, indicator, "definition")
      if (is.null(definition)) next
      values <- h5read(file, indicator)
      values <- aperm(values, rev(seq_along(dim(values))))
      dimnames(values) <- labels_of(codes, attribute_of(file, indicator, "coordinates"), dim(values)[1], months)
      attr(values, "units") <- attribute_of(file, indicator, "units")
      attr(values, "definition") <- definition
      run[[name]] <- values
    }
    attr(run, "title") <- attribute_of(file, own, "title")
    attr(run, "legal_status") <- attribute_of(file, own, "legal_status")
    attr(run, "population") <- population_in(file)
    run
  })
}

# One table of events of all scenarios, as leases, destinations or access, with a column "scenario". Months become dates.
open_table <- function(path, table) {
  with_file(path, function(file) {
    parts <- lapply(children_of(file, "/scenarios"), function(scenario) {
      group <- paste0("/scenarios/", scenario, "/", table)
      columns <- h5read(file, group, bit64conversion = "double")
      columns <- lapply(columns, function(column) if (is.factor(column)) column else as.vector(column))
      data <- data.frame(scenario = rep(scenario, length(columns[[1]])), columns, stringsAsFactors = FALSE)
      if ("month" %in% names(data)) {
        data$month <- first_day(file, paste0(group, "/month")) + data$month
      }
      data
    })
    do.call(rbind, parts)
  })
}

# In the order of the run.
scenarios_of <- function(path) with_file(path, function(file) children_of(file, "/scenarios"))

population_of <- function(path) with_file(path, population_in)

# The file, open, given to a function; refused if it is not a finished result of a version that is known here.
with_file <- function(path, use) {
  file <- H5Fopen(path, flags = "H5F_ACC_RDONLY")
  on.exit(H5Fclose(file))
  if (!identical(attribute_of(file, "/", "filetype"), "mixite-run")) stop(path, ": not a result of Mixité")
  if (attribute_of(file, "/", "schema_version")[1] != 1) stop(path, ": this reader knows schema 1.x")
  if (is.null(attribute_of(file, "/", "complete"))) stop(path, ": the run that wrote it was not finished")
  use(file)
}

population_in <- function(file) {
  secret <- attribute_of(file, "/", "statistical_secrecy")
  if (!is.null(secret) && secret[1] == 1) "secret statistique" else "population synthétique"
}

# Names, in the order in which they were written.
children_of <- function(file, group) {
  opened <- H5Gopen(file, group)
  on.exit(H5Gclose(opened))
  h5ls(opened, recursive = FALSE, index_type = "H5_INDEX_CRT_ORDER", datasetinfo = FALSE)$name
}

# One attribute, or NULL. Never all of an object: rhdf5 does not bear the references by which scales are attached.
attribute_of <- function(file, object, name) {
  opened <- H5Oopen(file, object)
  on.exit(H5Oclose(opened))
  if (!H5Aexists(opened, name)) return(NULL)
  attribute <- H5Aopen(opened, name)
  on.exit(H5Aclose(attribute), add = TRUE, after = FALSE)
  as.vector(H5Aread(attribute))
}

first_day <- function(file, months) as.Date(sub("days since ", "", attribute_of(file, months, "units")))

months_of <- function(file, group) {
  format(first_day(file, paste0(group, "/month")) + as.vector(h5read(file, paste0(group, "/month"))), "%Y-%m")
}

# The labels of the axes come in the coordinates of an indicator: "zone_code zone_name".
labels_of <- function(codes, coordinates, replications, months) {
  labels <- list(replication = as.character(seq_len(replications) - 1), month = months)
  if (!is.null(coordinates)) {
    for (name in grep("_code$", strsplit(coordinates, " ")[[1]], value = TRUE)) {
      labels[[sub("_code$", "", name)]] <- codes[[name]]
    }
  }
  labels
}
