import { describe, expect, it } from 'vitest';
import { methods } from '#app/catalogue/catalogue.ts';
import type { TokenKind } from '#app/catalogue/method.ts';
import type { ProjectStatus } from '#app/connection/connection.ts';
import type { EncodedField } from '#app/request/encoded-request.ts';
import { prepare } from '#app/request/prepare.ts';
import { assess } from '#app/safety/assess.ts';
import type { Decision } from '#app/safety/assessment.ts';
import { lockNote, lockReason } from '#app/safety/lock.ts';
import { madeUpMethod, methodOf } from '#test/app/request/made-up-method.ts';

function decided(id: string, status: ProjectStatus, tokenKind: TokenKind = 'project'): Decision {
  const { fields } = prepare(methodOf(id), {}, {}).request;
  return assess(fields, { status, tokenKind }).decision;
}

const idsWhere = (reads: boolean): readonly string[] =>
  methods
    .filter((method) => method.tokens.includes('project') && (method.effect === 'read') === reads)
    .map((method) => method.id);

describe('methods that change a project', () => {
  it.each(idsWhere(false))('%s is allowed in development alone', (id) => {
    expect(decided(id, 'development')).toEqual({ kind: 'allowed' });
    for (const status of ['production', 'analysis', 'unknown'] as const) {
      expect(decided(id, status).kind, status).toBe('locked');
    }
  });

  it('are locked for each status with its own reason', () => {
    const reason = (status: ProjectStatus): string => {
      const decision = decided('delete_records', status);
      return decision.kind === 'locked' ? decision.reason : '';
    };
    const rest =
      'and Delete Records would change it, so it is locked. Try it in a project in development; practice has one.';
    expect(reason('production')).toBe(`This project is in production, ${rest}`);
    expect(reason('analysis')).toBe(`This project is in analysis/cleanup, ${rest}`);
    expect(reason('unknown')).toBe(
      `This project did not tell its status and is treated as in production, ${rest}`,
    );
  });

  it('are locked with the name of the project where it is known', () => {
    const { fields } = prepare(methodOf('import_records'), {}, {}).request;
    const situation = { status: 'production', tokenKind: 'project', projectTitle: 'My\u202Etrial' } as const;
    const { decision } = assess(fields, situation);
    expect(decision.kind === 'locked' && decision.reason).toMatch(/^The project “My trial” is in production/);
  });
});

describe('methods that read', () => {
  it.each(idsWhere(true))('%s is allowed whatever the status', (id) => {
    for (const status of ['development', 'production', 'analysis', 'unknown'] as const) {
      expect(decided(id, status), status).toEqual({ kind: 'allowed' });
    }
  });
});

describe('the kind of token', () => {
  it('must be that of a project for all methods but three', () => {
    for (const method of methods) {
      const { kind } = decided(method.id, 'development', 'super');
      const allowed = ['create_project', 'export_version', 'import_repeating'].includes(method.id);
      expect(kind, method.id).toBe(allowed ? 'allowed' : 'refused');
    }
    expect(decided('export_records', 'development', 'super')).toEqual({
      kind: 'refused',
      reason: 'Export Records needs the token of a project, but this is a super token. Choose a project.',
    });
  });

  it('must be a super token to create a project, which belongs to no project and so is never locked', () => {
    expect(decided('create_project', 'unknown', 'super')).toEqual({ kind: 'allowed' });
    expect(decided('create_project', 'development')).toEqual({
      kind: 'refused',
      reason:
        'Create a New Project needs a super token of 64 characters, but this is the token of a project. Ask your REDCap administrator for a super token.',
    });
  });
});

describe('a request that no method accounts for', () => {
  it('is refused everywhere, as dangerous', () => {
    const fields: readonly EncodedField[] = [
      { kind: 'token', name: 'token' },
      { kind: 'text', name: 'content', value: 'metadata' },
      { kind: 'text', name: 'data', value: 'field_name' },
    ];
    for (const status of ['development', 'production', 'analysis', 'unknown'] as const) {
      expect(assess(fields, { status, tokenKind: 'project' })).toEqual({
        methodId: null,
        effect: 'module-defined',
        danger: 4,
        sentence: 'It is not known what this request would do.',
        decision: {
          kind: 'refused',
          reason:
            'No method has exactly these parameters, so it is not known what the request would do. Choose a method and fill its form.',
        },
      });
    }
  });
});

describe('an assessment', () => {
  it('tells method, effect, danger and what will happen', () => {
    const { fields } = prepare(methodOf('delete_records'), { records: ['1'] }, {}).request;
    expect(assess(fields, { status: 'development', tokenKind: 'project' })).toEqual({
      methodId: 'delete_records',
      effect: 'delete',
      danger: 4,
      sentence: 'Deletes 1 record: 1.',
      decision: { kind: 'allowed' },
    });
  });

  it('counts the records of the project where their number is known', () => {
    const { fields } = prepare(methodOf('export_records'), {}, {}).request;
    const situation = { status: 'production', tokenKind: 'project', recordCount: 25 } as const;
    expect(assess(fields, situation).sentence).toBe('Reads all fields of all 25 records.');
  });
});

describe('the lock', () => {
  it('has a note for the window in every status that locks', () => {
    expect(lockNote('development')).toBeNull();
    expect(lockNote('production')).toBe('This project is in production. Methods that change it are locked.');
    expect(lockNote('analysis')).toBe(
      'This project is in analysis/cleanup. Methods that change it are locked.',
    );
    expect(lockNote('unknown')).toBe(
      'This project did not tell its status and is treated as in production. Methods that change it are locked.',
    );
  });

  it.each(['session', 'write', 'delete', 'module-defined'] as const)('holds for the effect %s', (effect) => {
    const method = madeUpMethod([], { effect });
    expect(lockReason(method, { status: 'production', tokenKind: 'project' })).not.toBeNull();
    expect(lockReason(method, { status: 'development', tokenKind: 'project' })).toBeNull();
  });

  it('holds for a super token, too, where the method also acts on a project', () => {
    const method = madeUpMethod([], { effect: 'write', tokens: ['project', 'super'] });
    expect(lockReason(method, { status: 'unknown', tokenKind: 'super' })).not.toBeNull();
  });
});
