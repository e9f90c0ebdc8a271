/**
 * Aborted when this process is asked to end: by Ctrl-C, by a signal, or because the process that started it
 * is gone. What listens cleans up and lets the process end with its own status.
 */
export function endOfSession(): AbortSignal {
  const end = new AbortController();
  const abort = () => end.abort();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, abort);
  if (process.channel) {
    process.on('disconnect', abort);
    process.channel.unref();
  }
  return end.signal;
}
