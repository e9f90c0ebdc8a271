import { expect, test } from 'vitest';
import {
  practiceConnectionId,
  practiceProjectOf,
  type PracticeProject,
} from '#app/connection/practice-project.ts';

const project = (id: string): PracticeProject => ({
  id,
  title: id,
  about: '',
  users: [
    { user: 'owner', rights: 'every right' },
    { user: 'reader', rights: 'reads' },
  ],
  reports: [],
});
const projects = [project('a'), project('a-reader')];

test.each([
  ['practice-a', 'a'],
  ['practice-a-reader', 'a'],
  ['practice-a-reader-reader', 'a-reader'],
  ['practice-a-owner', undefined],
  ['7c6e', undefined],
])('the connection %s opens the project %s', (connectionId, id) => {
  expect(practiceProjectOf(connectionId, projects)?.id).toBe(id);
});

test('a connection is named after its project, and after its user where that is not the owner', () => {
  expect(practiceConnectionId('a', null)).toBe('practice-a');
  expect(practiceConnectionId('a', 'reader')).toBe('practice-a-reader');
});
