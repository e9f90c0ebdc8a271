/** What one stage of the tests found. */
export interface StageResult {
  readonly passed: number;
  readonly failures: readonly Failure[];
  readonly skips: readonly Skip[];
}

export interface Failure {
  readonly name: string;
  /** In full, as it is to be printed. */
  readonly text: string;
}

export interface Skip {
  readonly name: string;
  readonly reason: string;
}

export interface Stage {
  readonly name: string;
  readonly run: (interrupt: AbortSignal) => Promise<StageResult>;
}

export const onePass: StageResult = { passed: 1, failures: [], skips: [] };

export const oneFailure = (name: string, text: string): StageResult => ({
  passed: 0,
  failures: [{ name, text }],
  skips: [],
});

/** A stage that crashed, or that ran nothing, has failed whatever it counted. */
export function withHonesty(result: StageResult, status: number, output: string): StageResult {
  const fail = (name: string): StageResult => ({
    ...result,
    failures: [...result.failures, { name, text: output }],
  });
  if (result.passed + result.failures.length + result.skips.length === 0) return fail('No test was run');
  if (status !== 0 && result.failures.length === 0) return fail(`Ended with status ${status}`);
  return result;
}
