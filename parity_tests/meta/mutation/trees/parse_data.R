# What R's own parser says of R files, for r_tree.py: of each piece of code
# where it stands, what it is and what it is a part of.

for (file in commandArgs(trailingOnly = TRUE)) {
  pieces <- utils::getParseData(parse(file, keep.source = TRUE))
  names <- c("line1", "col1", "line2", "col2", "id", "parent", "token")
  cat("file", file, "\n")
  utils::write.table(
    pieces[names],
    quote = FALSE, row.names = FALSE, col.names = FALSE, sep = "\t"
  )
}
