/*
 * app has no powers: no Electron, Node or DOM. Each line below must fail to compile; if a change to the
 * TypeScript settings lets one in, `@ts-expect-error` itself becomes the error. Nothing here runs.
 */
export function powersThatMustNotExist(): void {
  // @ts-expect-error no Node
  void process.env;
  // @ts-expect-error no Node
  void Buffer.from('');
  // @ts-expect-error no DOM
  void document.body;
  // @ts-expect-error no DOM
  void window.location;
  // @ts-expect-error no network
  void fetch('https://redcap.example.edu/api/');
  // @ts-expect-error no storage
  void localStorage;
  // @ts-expect-error no timers
  void setTimeout(() => undefined, 0);
}
