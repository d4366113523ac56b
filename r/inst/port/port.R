# Rscript port.R CASE_FILE OUT_DIR: be a port of Lockstep.

here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
package <- file.path(here, "..", "..")
if (file.exists(file.path(package, "DESCRIPTION"))) {
  port <- new.env(parent = globalenv()) # in the sources, nothing is installed
  for (file in list.files(file.path(package, "R"), "[.]R$", full.names = TRUE)) {
    sys.source(file, envir = port, chdir = TRUE)
  }
} else {
  port <- asNamespace("firstprinciples")
}

arguments <- commandArgs(trailingOnly = TRUE)
if (length(arguments) != 2) {
  stop("usage: Rscript port.R CASE_FILE OUT_DIR", call. = FALSE)
}
port$run_port(arguments[1], arguments[2], file.path(here, "port.json"))
