import { registerHooks } from 'node:module';

// Also what electron-store imports, so that its files land in the stand-in's folders.
const standIn = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
});
