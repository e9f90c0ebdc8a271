/**
 * Runs the job when what was drawn last is in sight and the page has nothing else to do: an editor takes longer to make
 * than the form around it. The answer calls it off.
 */
export function afterPainting(job: () => void): () => void {
  let idle: number | undefined;
  const frame = requestAnimationFrame(() => {
    idle = requestIdleCallback(job);
  });
  return () => {
    cancelAnimationFrame(frame);
    if (idle !== undefined) cancelIdleCallback(idle);
  };
}
