# A CSV file as text: its lines, its decimals, and where its fault is.

DECIMAL <- "^\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?\\s*$"
NOT_FINITE <- "^\\s*[+-]?(nan|inf|infinity)\\s*$"

# Refuse what is not a file with text in its first line.
check_table <- function(caller, file) {
  check_file_exists(caller, "file", file)
  bytes <- readBin(file, "raw", file.size(file))
  if (length(grepRaw(as.raw(0), bytes, fixed = TRUE)) > 0) {
    refuse(caller, file, "text", "binary data")
  }
  if (!grepl("\\S", read_lines(file, 1)[1])) {
    refuse(caller, file, "rows of numbers", "an empty file")
  }
}

# Refuse what is not the path of a file that exists.
check_file_exists <- function(caller, name, file) {
  check_value(caller, list(name = name, kind = "path"), file)
  if (!is_file(file)) {
    got <- if (dir.exists(file)) "a folder" else "none"
    refuse(caller, file, "a file", got)
  }
}

is_file <- function(file) {
  file.exists(file) && !dir.exists(file)
}

# Lines of a text file as valid UTF-8, without a byte-order mark.
read_lines <- function(file, n_lines = -1) {
  lines <- readLines(file, n_lines, warn = FALSE)
  lines <- iconv(lines, "UTF-8", "UTF-8", sub = "?")
  lines[1] <- sub("^\ufeff", "", lines[1])
  lines
}

# A header holds no number.
is_header <- function(fields) {
  is_decimal <- grepl(DECIMAL, fields, perl = TRUE)
  is_other <- grepl(NOT_FINITE, fields, perl = TRUE, ignore.case = TRUE)
  !any(is_decimal | is_other)
}

# Fields of each line; an empty last one is kept.
fields_of <- function(lines) {
  strsplit(paste0(lines, ","), ",", fixed = TRUE)
}

# Numbers of some rows, one after the other; NA if a row has another length.
parse_rows <- function(rows, n_fields) {
  fields <- fields_of(rows)
  if (any(lengths(fields) != n_fields)) NA else parse_numbers(unlist(fields))
}

# Decimals to the nearest doubles; NA for other text.  R's own conversion is
# one bit off for some; jsonlite's is exact.
parse_numbers <- function(text) {
  numbers <- rep(NA_real_, length(text))
  is_decimal <- grepl(DECIMAL, text, perl = TRUE)
  json <- paste(json_number(text[is_decimal]), collapse = ",")
  parsed <- jsonlite::parse_json(paste0("[", json, "]"), simplifyVector = TRUE)
  numbers[is_decimal] <- as.double(parsed)
  numbers
}

# Write decimals in the syntax of JSON: no plus sign, no leading zeros,
# digits on both sides of a point.  The point makes each number a double:
# an integer -0 would lose its sign.
json_number <- function(text) {
  text <- gsub("[+\\s]", "", text, perl = TRUE)
  text <- sub("^(-?)(?=\\.)", "\\10", text, perl = TRUE) # .5
  text <- sub("^(-?)0+(?=\\d)", "\\1", text, perl = TRUE) # 007
  text <- sub("^(-?\\d+)(?![\\d.])", "\\1.", text, perl = TRUE) # 5
  sub("\\.(?!\\d)", ".0", text, perl = TRUE) # 5.
}

# Say which line and field cannot be used.
refuse_first_bad_field <- function(caller, file, rows, n_fields, n_skipped) {
  row_of_field <- rep(seq_along(rows), lengths(rows))
  is_bad <- !is.finite(parse_numbers(unlist(rows)))
  row <- min(which(lengths(rows) != n_fields), row_of_field[is_bad])
  fields <- rows[[row]]
  place <- paste0(file, ", line ", shape_text(row + n_skipped))
  if (length(fields) != n_fields) {
    refuse(caller, place, paste(n_fields, "fields"), length(fields))
  }
  column <- which(is_bad[row_of_field == row])[1]
  place <- paste0(place, ", field ", column)
  refuse(caller, place, "a finite number", shown(fields[column]))
}

# Cut a field for a message, its unprintable characters escaped.
shown <- function(field) {
  text <- substr(trimws(field), 1, 30)
  if (text == "") {
    return("nothing")
  }
  if (grepl("[^[:print:]]", text)) encodeString(text) else text
}
