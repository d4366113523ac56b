# The declaration of every public function: what it takes and gives.
#
# contract.json is one file for all languages; docs/contract.md of the
# repository explains its fields.

# The folder of these sources; nothing where they are installed.
SOURCES <- if (!isNamespace(topenv())) getwd()

# Words that a value of each kind is described with.
WORDS_OF_KINDS <- c(
  number = "a number", count = "a whole number", counts = "whole numbers",
  text = "a word", texts = "words", flag = "`TRUE` or `FALSE`",
  labels = "a vector of labels", indices = "a vector of whole numbers",
  vector = "a vector", matrix = "a matrix",
  array = "an array", matrices = "a list of matrices",
  trace = "a list of arrays", network = "a network",
  optimizer = "an optimizer", case = "a case", step = "a list",
  search = "a list", space = "a list of ranges", trial = "a list of values",
  trials = "a list of columns", path = "a path", "function" = "a function"
)

# Find the contract: installed, beside these sources (in copies of them), or
# in the repository that they stand in.
contract_file <- function() {
  if (is.null(SOURCES)) {
    return(system.file("contract.json", package = "firstprinciples"))
  }
  places <- c(".", "../../fixtures", "../inst")
  files <- file.path(SOURCES, places, "contract.json")
  if (!any(file.exists(files))) {
    stop("no contract.json at ", SOURCES, "; source R/ with chdir = TRUE")
  }
  files[file.exists(files)][1]
}

# Read the contract: ranges, records, hyper_parameters, operations by name.
contract <- function() {
  if (is.null(the$contract)) {
    fields <- jsonlite::read_json(contract_file())
    fields$hyper_parameters <- by_name(fields$hyper_parameters)
    fields$operations <- lapply(by_name(fields$operations), function(entry) {
      entry$arguments <- by_name(entry$arguments)
      entry$order <- union(unlist(entry$first), names(entry$arguments))
      entry
    })
    the$contract <- fields
  }
  the$contract
}

by_name <- function(items) {
  stats::setNames(items, vapply(items, `[[`, "", "name"))
}

# Results of an operation as files hold them: R counts samples from 1, the
# fixtures and other ports from 0.
counted_from_0 <- function(operation, results) {
  for (item in contract()$operations[[operation]]$returns) {
    if (item$kind == "indices" && is.numeric(results[[item$name]])) {
      results[[item$name]] <- results[[item$name]] - 1
    }
  }
  results
}

# Say what a function takes, gives and refuses, as roxygen's tags.
documented <- function(operation) {
  entry <- contract()$operations[[operation]]
  takes <- vapply(entry$arguments, item_text, "")
  c(
    sprintf("@param %s %s", names(takes), takes),
    paste("@return", result_text(by_name(entry$returns))),
    paste(
      "@section Errors: What is not as described is refused with an error of",
      "class `firstprinciples_error`."
    )
  )
}

# One result, or a list with an entry for each.
result_text <- function(items) {
  if (length(items) == 0) {
    return("Nothing.")
  }
  texts <- vapply(items, item_text, "")
  if (length(items) == 1) {
    return(texts)
  }
  lines <- sprintf("\n* `%s`: %s", names(items), texts)
  paste0("A list:\n", paste(lines, collapse = ""))
}

# An argument or a result: its kind, shape, meaning, words and range.
item_text <- function(item) {
  kind <- WORDS_OF_KINDS[[item$kind]]
  range <- rules_of(item)[[1]]$says
  if (item$kind %in% c("number", "count") && !is.null(range)) {
    kind <- range
    range <- NULL
  }
  head <- paste(c(kind, item$shape), collapse = ", ")
  choices <- choice_text("one of", item$choices)
  last <- choice_text("the last one of", item$last)
  texts <- lapply(list(head, choices, last, range), sentence)
  paste(unlist(append(texts, linked(item$meaning), 1)), collapse = " ")
}

choice_text <- function(head, choices) {
  if (!is.null(choices)) {
    paste(head, paste0("\"", unlist(choices), "\"", collapse = ", "))
  }
}

sentence <- function(text) {
  if (length(text) > 0) {
    paste0(toupper(substr(text, 1, 1)), substring(text, 2), ".")
  }
}

# Link the functions that a text names; other brackets are no links.
linked <- function(text) {
  text <- gsub("([][])", "\\\\\\1", text)
  names <- grep("_", names(contract()$operations), value = TRUE)
  words <- paste(names, collapse = "|")
  gsub(sprintf("\\b(%s)\\b", words), "[\\1()]", text)
}
