/** Why a request is not served: a status and one sentence. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 404 | 405 | 410 | 413 | 415;
  readonly sentence: string;
}

export const refusals = {
  foreignHost: {
    status: 403,
    sentence: 'This address answers only to the name it was opened under on this computer.',
  },
  foreignPage: { status: 403, sentence: 'Only the playground’s own page may ask this.' },
  wrongKey: {
    status: 401,
    sentence: 'The key of this window is not valid. Open the address of the running playground again.',
  },
  unknownPath: { status: 404, sentence: 'There is nothing at this address.' },
  wrongMethod: { status: 405, sentence: 'This address does not take this kind of request.' },
  notJson: { status: 415, sentence: 'A call carries JSON.' },
  brokenJson: { status: 400, sentence: 'The call’s JSON could not be read.' },
  tooLarge: {
    status: 413,
    sentence:
      'This is more than the playground takes in one piece (64 MB). Split the data into smaller parts.',
  },
  usedTicket: {
    status: 410,
    sentence: 'This download was already used or is too old. Go back to the playground and save again.',
  },
  discarded: { status: 410, sentence: 'This answer is no longer kept. Execute the request again.' },
} as const satisfies Readonly<Record<string, Refusal>>;
