/** The public sources that facts about REDCap's API come from, by the tag that comments and gotchas cite. */
export const sources = {
  S1: 'Help pages of REDCap 14.9.1 at an institution',
  S2: 'A restatement of the help pages of REDCap 16.1.3',
  S3: 'The client library tranpl/redcap-api',
  S4: 'The client library PyCap',
  S5: 'The client library REDCapR with answers recorded from real servers',
  S6: 'The client library redcapAPI for R and its wiki',
  S7: 'The client library PHPCap and its tests on real servers',
  S8: 'The documentation of the External Module framework',
  S9: 'Pictures of the API Playground in a public teaching module',
  S10: 'Output of the API Playground pasted in public places',
  S11: 'Playground requests with real answers in HaukeBartsch/Clara',
  S12: 'A public script that tests imports, with real answers',
  S13: 'Public threads about real servers in the client libraries’ issue trackers',
  S14: 'The interface descriptions collected in univ-lehavre/atlas',
  S15: 'Single official example scripts',
} as const;

export type SourceTag = keyof typeof sources;
