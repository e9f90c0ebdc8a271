import { copyFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';
import type { SaveFile } from '#main/save-file.ts';

/**
 * Saves under a name the user chooses in the system's own dialog, which also asks before it replaces a file.
 * Rejects when the file cannot be written.
 */
export const saveByDialog: SaveFile = async (source, fileName) => {
  const options = { defaultPath: path.join(app.getPath('downloads'), path.basename(fileName)) };
  const window = BrowserWindow.getAllWindows()[0];
  const { canceled, filePath } =
    window === undefined
      ? await dialog.showSaveDialog(options)
      : await dialog.showSaveDialog(window, options);
  if (canceled) return { kind: 'cancelled' };
  if ('path' in source) await copyFile(source.path, filePath);
  else await writeFile(filePath, source.content);
  return { kind: 'saved', path: filePath };
};
