# Runs the programs of the folders listed in a file, unchanged, one after the other in one process, and leaves in
# each folder its messages (stderr) and, last, its status. A program that quits ends the process and leaves none.
for (folder in readLines(commandArgs(trailingOnly = TRUE)[1])) {
  messages <- file(file.path(folder, "stderr"), "w")
  note <- function(condition) cat(conditionMessage(condition), file = messages)
  status <- tryCatch(
    withCallingHandlers(
      {
        source(file.path(folder, "program.R"), local = new.env(parent = globalenv()))
        "0"
      },
      message = function(condition) {
        note(condition)
        invokeRestart("muffleMessage")
      }
    ),
    error = function(condition) {
      note(condition)
      "1"
    }
  )
  close(messages)
  cat(status, file = file.path(folder, "status"))
}
