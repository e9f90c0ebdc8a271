import { describe, expect, it } from 'vitest';
import { isOurPage, type SenderFrame } from '#main/security/sender.ts';

const origin = 'app://playground';
const ours: SenderFrame = { origin, processId: 7, frameToken: 'A1' };

describe('The sender check', () => {
  it('accepts the main frame on our origin', () => {
    expect(isOurPage({ ...ours }, ours, origin)).toBe(true);
  });

  it.each<[string, SenderFrame | null]>([
    ['a frame that is gone', null],
    ['an about:blank frame inside the page, which inherits its origin', { ...ours, frameToken: 'B2' }],
    ['a frame of another process', { ...ours, processId: 8 }],
    ['our frame when another site is shown in it', { ...ours, origin: 'https://redcap.example.edu' }],
    ['our frame when a sandboxed document is shown in it', { ...ours, origin: 'null' }],
    ['an origin that begins like ours', { ...ours, origin: 'app://playground.example.edu' }],
    ['our host under another scheme', { ...ours, origin: 'https://playground' }],
  ])('refuses %s', (_what, sender) => {
    expect(isOurPage(sender, ours, origin)).toBe(false);
  });
});
