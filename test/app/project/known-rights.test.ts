import { describe, expect, it } from 'vitest';
import { hasRights } from '#app/project/known-rights.ts';

const nothing = { fields: null, users: null, dags: null, missing: [] };
const refused = (...lacking: readonly string[]) => ({ list: 'users' as const, sentence: '', lacking });

describe('a right', () => {
  it('is known to be there when a list that needs it came', () => {
    expect(hasRights(['API Export'], { ...nothing, fields: [] })).toBe('yes');
    expect(hasRights(['API Export', 'User Rights'], { ...nothing, fields: [], users: [] })).toBe('yes');
  });

  it('is known to lack when a list that needs no other one was refused', () => {
    const outline = { ...nothing, missing: [refused('API Export')] };
    expect(hasRights(['API Export'], outline)).toBe('no');
    expect(hasRights(['API Export', 'Logging'], outline)).toBe('no');
  });

  it('is known to lack when every other one that the refused list needs is there', () => {
    const outline = { ...nothing, missing: [refused('API Export', 'User Rights')] };
    expect(hasRights(['User Rights'], outline)).toBe('unknown');
    expect(hasRights(['User Rights'], { ...outline, fields: [] })).toBe('no');
    expect(hasRights(['API Export'], { ...outline, fields: [] })).toBe('yes');
  });

  it('is not known while the project is not read, for imports, and where a list failed for another reason', () => {
    expect(hasRights(['API Export'], null)).toBe('unknown');
    expect(hasRights(['API Import/Update'], { ...nothing, fields: [] })).toBe('unknown');
    const broken = { ...nothing, missing: [{ list: 'fields' as const, sentence: 'broken' }] };
    expect(hasRights(['API Export'], broken)).toBe('unknown');
  });
});
