import type { EncodedRequest } from '#app/request/encoded-request.ts';

/** The function, computed once for each request: requests never change, and several targets ask the same of them. */
export function oncePerRequest<T>(compute: (request: EncodedRequest) => T): (request: EncodedRequest) => T {
  const known = new WeakMap<EncodedRequest, { readonly value: T }>();
  return (request) => {
    const found = known.get(request) ?? { value: compute(request) };
    known.set(request, found);
    return found.value;
  };
}
