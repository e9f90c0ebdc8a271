/** The readings of projects on their way, one for each connection at most. */
export interface Readings {
  /** A newer reading stops the one before, whose answer nobody waits for any more. */
  readonly begin: (connectionId: string) => AbortSignal;
  readonly stop: (connectionId: string) => void;
}

export function createReadings(): Readings {
  const latest = new Map<string, AbortController>();
  const stop = (connectionId: string): void => {
    latest.get(connectionId)?.abort();
    latest.delete(connectionId);
  };
  return {
    begin: (connectionId) => {
      stop(connectionId);
      const reading = new AbortController();
      latest.set(connectionId, reading);
      return reading.signal;
    },
    stop,
  };
}
