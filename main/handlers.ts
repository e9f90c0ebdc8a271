import type { Connection } from '#app/connection/connection.ts';
import { practiceConnectionId, practiceProjectOf } from '#app/connection/practice-project.ts';
import type { Capabilities, Handlers } from '#app/host/contract.ts';
import type { Reply } from '#app/host/failure.ts';
import { sanitiseFileName } from '#app/response/file-name.ts';
import { snippetTargets } from '#app/snippets/targets.ts';
import { sampleCode } from '#app/takeaway/sample-code.ts';
import type { AnswerStore } from './answers/answer-store.ts';
import { readRows, readText } from './answers/stored-answer.ts';
import { activeConnectionId } from './connections/active-connection.ts';
import { addConnection } from './connections/add-connection.ts';
import type { ConnectionBook } from './connections/connection-book.ts';
import type { Practice } from './connections/practice-connections.ts';
import type { OpenDocument } from './documents/open-document.ts';
import { execute } from './execution/execute.ts';
import { createProgress } from './execution/progress.ts';
import type { Running } from './execution/running.ts';
import { failure, success } from './failure.ts';
import type { PlaygroundDependencies } from './dependencies.ts';
import { createKnownProjects } from './project/known-projects.ts';
import { readProject } from './project/read-project.ts';
import { createReadings } from './project/readings.ts';
import type { SaveSource } from './save-file.ts';
import type { Uploads } from './uploads/uploads.ts';
import { zipArchive } from './zip-archive.ts';

export interface HandlerMeans extends PlaygroundDependencies {
  readonly document: OpenDocument;
  readonly book: ConnectionBook;
  readonly running: Running;
  readonly answers: AnswerStore;
  readonly uploads: Uploads;
  readonly practice: Pick<Practice, 'projects' | 'open' | 'reset'>;
  readonly notices: readonly string[];
  /** Fires when the app closes. */
  readonly closing: AbortSignal;
  /** Milliseconds of a clock that never jumps. */
  readonly clock: () => number;
}

const noAnswer = (): Reply<never> =>
  failure('notFound', 'This answer is no longer kept.', 'Execute the request again.');
const noConnection = (): Reply<never> =>
  failure('notFound', 'This connection is no longer there.', 'Choose another project.');

/** The calls of the contract, each a few lines over the parts that do the work. */
export function createHandlers(means: HandlerMeans): Handlers {
  const { document, book, running, answers, uploads, fetch, closing, clock } = means;
  const projects = createKnownProjects();
  const readings = createReadings();
  let adding = new AbortController();
  /**
   * A practice user who may only import could import nowhere, since the lock asks for the project's status: there its
   * owner tells it. A real project's status is known only by its own token.
   */
  const informationToken = async (connection: Connection, own: string): Promise<string> => {
    if (!connection.practice) return own;
    const project = practiceProjectOf(connection.id, means.practice.projects);
    if (project === undefined) return own;
    return (await book.tokenOf(practiceConnectionId(project.id, null))) ?? own;
  };
  const executionMeans = {
    book,
    answers,
    running,
    fetch,
    clock,
    findFile: uploads.findFile,
    informationToken,
    knownProject: projects.find,
    progressOf: (executionId: string) =>
      createProgress(executionId, (event) => means.emit('progress', event), clock),
  };
  const capabilities: Capabilities = {
    tokens: means.cipher !== null && document.lasting ? 'keychain' : 'memory',
    saveDialog: means.saveDialog,
    menu: means.menu,
  };
  const settings = () => {
    const stored = document.current().settings;
    return { ...stored, activeConnectionId: activeConnectionId(stored.activeConnectionId, book.list()) };
  };
  const save = async (source: SaveSource, fileName: string): ReturnType<Handlers['saveText']> => {
    try {
      return success(await means.saveFile(source, sanitiseFileName(fileName)));
    } catch {
      return failure(
        'storage',
        'The file could not be saved.',
        'Choose another folder, or free some disk space.',
      );
    }
  };

  return {
    start: async () =>
      success({
        host: means.host,
        appVersion: means.appVersion,
        capabilities,
        settings: settings(),
        connections: book.list(),
        practiceProjects: means.practice.projects,
        notices: means.notices,
      }),
    saveSettings: async (changed) => {
      const given = Object.entries(changed).filter(([, value]) => value !== undefined);
      const written = document.update((current) => ({
        ...current,
        settings: { ...current.settings, ...Object.fromEntries(given) },
      }));
      if (written || !document.lasting) return success(settings());
      return failure(
        'storage',
        'The settings could not be saved.',
        'Free some disk space; they are kept until you close the app.',
      );
    },
    addConnection: ({ url, token }) => {
      adding = new AbortController();
      return addConnection({ book, fetch, signal: AbortSignal.any([closing, adding.signal]) }, url, token);
    },
    cancelAdding: async () => {
      adding.abort();
      return success(null);
    },
    removeConnection: async ({ connectionId }) => {
      const connection = book.find(connectionId);
      if (connection === undefined) return noConnection();
      if (connection.practice) {
        return failure(
          'invalidRequest',
          'The practice projects belong to the app and stay.',
          'Choose another project to remove.',
        );
      }
      running.stopConnection(connectionId, 'removed');
      readings.stop(connectionId);
      projects.forget(connectionId);
      book.remove(connectionId);
      return success(null);
    },
    openPracticeProject: async ({ projectId, user }) => {
      const connection = means.practice.open(projectId, user);
      if (connection !== undefined) return success(connection);
      return failure('notFound', 'There is no such practice project.', 'Choose another one.');
    },
    resetPractice: async () => {
      means.practice.reset();
      for (const { id, practice } of book.list()) {
        if (!practice) continue;
        running.stopConnection(id, 'reset');
        readings.stop(id);
        projects.forget(id);
      }
      return success(null);
    },
    readProject: async ({ connectionId, recordNames, reportTitles }) => {
      const connection = book.find(connectionId);
      if (connection === undefined) return noConnection();
      const token = await book.tokenOf(connectionId);
      if (token === null) {
        return failure(
          'storage',
          `The stored token of “${connection.title}” cannot be read.`,
          'Add the connection again with its address and token.',
        );
      }
      const { url, tokenKind } = connection;
      const ofInformation = await informationToken(connection, token);
      const stopping = readings.begin(connectionId);
      const reply = await readProject({
        url,
        token,
        informationToken: ofInformation,
        tokenKind,
        fetch,
        signal: AbortSignal.any([closing, stopping]),
        readAt: means.now().toISOString(),
        recordNames: recordNames === true || connection.practice,
        reportTitles: reportTitles === true,
        onProgress: (done, total) => means.emit('outline', { connectionId, done, total }),
      });
      if (stopping.aborted && (!reply.ok || projects.find(connectionId) !== null)) {
        return failure('cancelled', 'Reading the project was stopped.', 'Read it again when you are ready.');
      }
      if (reply.ok && book.find(connectionId) !== undefined) projects.remember(connectionId, reply.value);
      return reply;
    },
    cancelReading: async ({ connectionId }) => {
      readings.stop(connectionId);
      return success(null);
    },
    execute: (args) => execute(executionMeans, args),
    cancelExecution: async ({ executionId }) => {
      // One that has just ended needs no cancelling, which is no mistake of the page.
      running.stop(executionId, 'cancelled');
      return success(null);
    },
    readRows: async ({ executionId, from, count }) => {
      const table = answers.find(executionId)?.table;
      return table === undefined || table === null ? noAnswer() : success(await readRows(table, from, count));
    },
    readText: async ({ executionId, from, length }) => {
      const answer = answers.find(executionId);
      return answer === undefined ? noAnswer() : success(await readText(answer.path, from, length));
    },
    saveAnswer: async ({ executionId }) => {
      const answer = answers.find(executionId);
      return answer === undefined ? noAnswer() : save({ path: answer.path }, answer.fileName);
    },
    discardAnswer: async ({ executionId }) => {
      await answers.discard(executionId);
      return success(null);
    },
    saveText: ({ fileName, text }) => save({ content: text }, fileName),
    saveFolder: ({ name, files }) => save({ content: zipArchive(name, files, means.now()) }, `${name}.zip`),
    saveSampleCode: async ({ languageId, url }) => {
      const targets = snippetTargets.filter(({ id }) => languageId === null || id === languageId);
      if (targets.length === 0) {
        return failure('notFound', 'This language is not available any more.', 'Choose another one.');
      }
      const name = languageId === null ? 'redcap-api-samples' : `redcap-api-samples-${languageId}`;
      return save({ content: zipArchive(name, sampleCode(targets, url), means.now()) }, `${name}.zip`);
    },
    openUpload: ({ fileName }) => uploads.open(fileName),
    appendUpload: ({ reference, base64 }) => uploads.append(reference, base64),
    discardUpload: ({ reference }) => uploads.discard(reference),
  };
}
