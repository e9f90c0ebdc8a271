import { app, dialog } from 'electron';

/** Says why the app could not open its window, and ends it. */
export function reportStartFailure(reason: unknown): void {
  dialog.showErrorBox(
    'REDCap API Playground could not start',
    `${reason instanceof Error ? reason.message : String(reason)}\n\nInstall the app again, or ask your IT department.`,
  );
  app.exit(1);
}
