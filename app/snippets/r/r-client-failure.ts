/** The functions with which a program of a client library ends when a call failed. */
export const clientFailure = `# Stops with the message of the server or the library, without the token in it.
fail <- function(...) {
  text <- iconv(paste0(...), "UTF-8", "UTF-8", sub = "?")
  message(gsub(token, "[token]", text, fixed = TRUE)) # apart, because stop() shortens long messages
  stop("The request failed.", call. = FALSE)
}

# With status 200, too, REDCap can report an error, and a wrong address answers with a web page; as the name of
# a column, a colon may have become a dot.
check <- function(beginning) {
  if (isTRUE(grepl("^\\\\s*<(!doctype html|html|head|body)", beginning, ignore.case = TRUE))) {
    fail("The server sent a web page instead of data. Check the address.")
  }
  if (isTRUE(grepl("^\\\\s*(ERROR[:.]|\\\\{\\\\s*\\"error\\"\\\\s*:|(<\\\\?xml[^>]*>\\\\s*)?<hash>)", beginning))) fail(beginning)
}`;
