import { useEffect, useState } from 'react';

/** The time in milliseconds, as it was at most `step` milliseconds ago. */
export function useNow(step: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), step);
    return () => clearInterval(timer);
  }, [step]);
  return now;
}
