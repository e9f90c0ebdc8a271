import { ApiError, plainAnswer } from '../answer.ts';
import { textOf } from '../body.ts';
import { demandText, invalidValues, logged, tableFormat } from '../call.ts';
import type { Call, Method } from '../call.ts';
import { tableAnswer } from '../formats/write-table.ts';
import type { RepositoryFile, RepositoryFolder } from '../model/repository.ts';
import { fileAnswer, uploadedFile } from './files.ts';

const TOP = 0;

/** Makes a folder, for all or for one group or role alone, and answers its number. */
export const createFolder: Method = {
  rights: ['API Import/Update', 'File Repository'],
  run: (call) => {
    const name = demandText(call, 'name');
    if (name.length > 150) {
      throw new ApiError(
        'The value of the parameter "name" is not valid: it may have 150 characters at most',
      );
    }
    const format = tableFormat(call);
    const parent = demandFolder(call);
    const { repository } = call.project;
    const folder = { id: repository.nextFolder, parent, name, dag: groupOf(call), role: roleOf(call) };
    repository.nextFolder += 1;
    repository.folders.set(folder.id, folder);
    logged(call, {
      kind: 'manage',
      action: 'Manage/Design',
      details: `Create folder in File Repository (API): ${name}`,
    });
    return tableAnswer(format, { columns: ['folder_id'], rows: [[folder.id]] });
  },
};

/** Folders, then files of one folder. A folder has no `doc_id` and a file no `folder_id` in JSON and XML [S5]. */
export const listRepository: Method = {
  rights: ['API Export', 'File Repository'],
  run: (call) => {
    const parent = demandFolder(call);
    const { folders, files } = call.project.repository;
    const shown = [...folders.values()].filter((folder) => folder.parent === parent && isOpen(call, folder));
    const documents = [...files.values()].filter(({ folder }) => folder === parent);
    return tableAnswer(tableFormat(call), {
      columns: ['folder_id', 'doc_id', 'name', 'role', 'dag'],
      rows: [
        ...shown.map(({ id, name, role, dag }) => [id, '', name, role, dag]),
        ...documents.map(({ id, name }) => ['', id, name, '', '']),
      ],
      sparse: true,
    });
  },
};

export const exportRepositoryFile: Method = {
  rights: ['API Export', 'File Repository'],
  run: (call) => fileAnswer(demandFile(call)),
};

/** Stores the part named `file`. Empty answer: the number is found in the list of the folder. */
export const importRepositoryFile: Method = {
  rights: ['API Import/Update', 'File Repository'],
  run: (call) => {
    const folder = demandFolder(call);
    const stored = uploadedFile(call);
    const { repository } = call.project;
    repository.files.set(repository.nextFile, { ...stored, id: repository.nextFile, folder });
    repository.nextFile += 1;
    logged(call, {
      kind: 'manage',
      action: 'Manage/Design',
      details: `Upload file to File Repository (API): ${stored.name}`,
    });
    return plainAnswer('');
  },
};

/** Deletes a file; folders cannot be deleted through the API [S1]. */
export const deleteRepositoryFile: Method = {
  rights: ['API Import/Update', 'File Repository'],
  run: (call) => {
    const { id, name } = demandFile(call);
    call.project.repository.files.delete(id);
    logged(call, {
      kind: 'manage',
      action: 'Manage/Design',
      details: `Delete file from File Repository (API): ${name}`,
    });
    return plainAnswer('');
  },
};

/** The number of the folder asked for. Throws REDCap's message where the user cannot go [S5]. */
function demandFolder(call: Call): number {
  const text = textOf(call.parameters, 'folder_id').trim();
  if (text === '') return TOP;
  const folder = call.project.repository.folders.get(numberIn(text));
  if (!folder || !isReachable(call, folder)) {
    throw new ApiError(
      `The File Repository folder folder_id=${text} does not exist or else you do not have permission to that folder because it is DAG-restricted or Role-restricted.`,
    );
  }
  return folder.id;
}

function demandFile(call: Call): RepositoryFile {
  const text = demandText(call, 'doc_id');
  const { files, folders } = call.project.repository;
  const file = files.get(numberIn(text));
  const folder = file && folders.get(file.folder);
  if (!file || (folder && !isReachable(call, folder))) {
    throw new ApiError(
      `The File Repository file doc_id=${text} does not exist or else you do not have permission to its folder because it is DAG-restricted or Role-restricted.`,
    );
  }
  return file;
}

// Written out, as the lists have it: `0x1` and `1e0` name nothing.
function numberIn(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

// A folder is closed with the one that it lies in.
function isReachable(call: Call, folder: RepositoryFolder): boolean {
  const parent = call.project.repository.folders.get(folder.parent);
  return isOpen(call, folder) && (parent === undefined || isReachable(call, parent));
}

function isOpen({ project, user }: Call, { dag, role }: RepositoryFolder): boolean {
  const own = project.users.get(user.username)?.role ?? '';
  const inGroup = dag === '' || user.dag === '' || user.dag === dag;
  return inGroup && (role === '' || own === '' || own === role);
}

function groupOf(call: Call): string {
  const id = textOf(call.parameters, 'dag_id').trim();
  if (id === '') return '';
  const dag = call.project.dags.find((one) => String(one.id) === id);
  if (!dag) throw invalidValues('dag_id', [id]);
  return dag.uniqueName;
}

function roleOf(call: Call): string {
  const id = textOf(call.parameters, 'role_id').trim();
  if (id === '') return '';
  const role = call.project.roles.find((one) => String(one.id) === id);
  if (!role) throw invalidValues('role_id', [id]);
  return role.uniqueName;
}
