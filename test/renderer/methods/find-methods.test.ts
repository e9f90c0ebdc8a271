import { describe, expect, it } from 'vitest';
import { methods } from '#app/catalogue/catalogue.ts';
import { findMethods } from '#renderer/methods/find-methods.ts';

const first = (query: string): string | undefined => findMethods(query)[0]?.name;

describe('a method is found', () => {
  it.each(methods.map(({ name, label, id }) => [name, label, id] as const))(
    '%s by its names',
    (name, label, id) => {
      expect(first(name)).toBe(name);
      expect(first(label)).toBe(name);
      expect(first(id)).toBe(name);
    },
  );

  it.each([
    ['who has access', 'Export Users'],
    ['who can see the data', 'Export Users'],
    ['delete a record', 'Delete Records'],
    ['next id', 'Generate Next Record Name'],
    ['download attachment', 'Export a File'],
    ['audit trail', 'Export Logging'],
    ['codebook', 'Export Data Dictionary'],
    ['import codebook', 'Import Data Dictionary'],
    ['upload spreadsheet', 'Import Records'],
    ['import spreadsheet', 'Import Records'],
    ['add an arm to the study', 'Import Arms'],
    ['add a user', 'Import Users'],
    ['switch group', 'Switch DAG'],
    ['which version', 'Export REDCap Version'],
    ['backup', 'Export Entire Project (XML)'],
    ['survey url', 'Export Survey Link'],
    ['user rights', 'Export Users'],
    ['permissions', 'Export Users'],
    ['remove a participant', 'Delete Records'],
    ['erase a patient', 'Delete Records'],
    ['remove all data of a patient', 'Delete Records'],
    ['next free id', 'Generate Next Record Name'],
    ['what is the next record number', 'Generate Next Record Name'],
    ['download all files', 'Export a File'],
    ['download files', 'Export a File'],
    ['upload a file', 'Import a File'],
    ['upload pdf to record', 'Import a File'],
    ['change a label of a field', 'Import Data Dictionary'],
    ['rename a field', 'Import Data Dictionary'],
    ['add a field', 'Import Data Dictionary'],
    ['add a choice to a dropdown', 'Import Data Dictionary'],
    ['which forms repeat', 'Export Repeating Set-up'],
    ['which instruments repeat', 'Export Repeating Set-up'],
    ['repeating forms', 'Export Repeating Set-up'],
    ['get survey links', 'Export Survey Link'],
    ['survey link for one patient', 'Export Survey Link'],
    ['public survey link', 'Export Survey Link'],
    ['make a copy of the project', 'Create a New Project'],
    ['copy project', 'Create a New Project'],
    ['data export', 'Export Records'],
    ['data dictionary', 'Export Data Dictionary'],
    ['online designer', 'Import Data Dictionary'],
    ['dags', 'Export DAGs'],
    ['which site is a user in', 'Export User-DAG Assignments'],
    ['assign user to dag', 'Import User-DAG Assignments'],
    ['move record to another dag', 'Import Records'],
    ['change the dag of a record', 'Import Records'],
    ['logging', 'Export Logging'],
    ['who changed a value', 'Export Logging'],
    ['who deleted a record', 'Export Logging'],
    ['audit log', 'Export Logging'],
    ['history of a record', 'Export Logging'],
    ['export to R', 'Export Records'],
    ['get data into R', 'Export Records'],
    ['csv', 'Export Records'],
    ['change a value', 'Import Records'],
    ['fix a typo in a record', 'Import Records'],
    ['enter data', 'Import Records'],
    ['create a record', 'Import Records'],
    ['new patient', 'Import Records'],
    ['rename record', 'Rename Record'],
    ['change study id', 'Rename Record'],
    ['randomize', 'Randomize Record'],
    ['randomisation', 'Randomize Record'],
    ['list of events', 'Export Events'],
    ['visits', 'Export Events'],
    ['my events', 'Export Events'],
    ['define events', 'Import Events'],
    ['add a visit', 'Import Events'],
    ['delete a visit', 'Delete Events'],
    ['arms', 'Export Arms'],
    ['designate instruments for my events', 'Import Instrument-Event Mappings'],
    ['which form at which visit', 'Export Instrument-Event Mappings'],
    ['which forms are in which event', 'Export Instrument-Event Mappings'],
    ['print a form', 'Export PDF of Instruments'],
    ['pdf of a record', 'Export PDF of Instruments'],
    ['blank crf', 'Export PDF of Instruments'],
    ['is the project in production', 'Export Project Information'],
    ['project status', 'Export Project Information'],
    ['project id', 'Export Project Information'],
    ['pid', 'Export Project Information'],
    ['rename project', 'Import Project Information'],
    ['change project title', 'Import Project Information'],
    ['irb number', 'Import Project Information'],
    ['turn on surveys', 'Import Project Information'],
    ['version', 'Export REDCap Version'],
    ['test my token', 'Export REDCap Version'],
    ['is the server up', 'Export REDCap Version'],
    ['run my report', 'Export a Report'],
    ['report', 'Export a Report'],
    ['list of reports', 'Export a Report'],
    ['add a colleague', 'Import Users'],
    ['give someone access', 'Import Users'],
    ['add user', 'Import Users'],
    ['remove user', 'Delete Users'],
    ['colleague left', 'Delete Users'],
    ['expire user', 'Import Users'],
    ['roles', 'Export User Roles'],
    ['create a role', 'Import User Roles'],
    ['assign role to user', 'Import User-Role Assignments'],
    ['which users have which role', 'Export User-Role Assignments'],
    ['upload protocol', 'Import a Repository File'],
    ['new folder', 'Create a Folder'],
    ['delete document', 'Delete a Repository File'],
    ['checkbox names', 'Export Field Names'],
    ['column names', 'Export Field Names'],
    ['who responded to the survey', 'Export Survey Participants'],
    ['participant list', 'Export Survey Participants'],
    ['email addresses of participants', 'Export Survey Participants'],
    ['survey queue', 'Export Survey Queue Link'],
    ['return code', 'Export Survey Return Code'],
    ['access code', 'Export Survey Access Code'],
    ['external module', 'Call an External Module'],
    ['plugin', 'Call an External Module'],
    ['create project', 'Create a New Project'],
    ['list of instruments', 'Export Instruments'],
    ['what forms do i have', 'Export Instruments'],
    ['how many records', 'Export Records'],
    ['count records', 'Export Records'],
    ['list of record ids', 'Export Records'],
    ['export one form', 'Export Records'],
    ['filter logic', 'Export Records'],
    ['de-identified data', 'Export Records'],
    ['identifiers', 'Export Data Dictionary'],
    ['background import', 'Import Records'],
    ['auto numbering', 'Generate Next Record Name'],
    ['eav', 'Export Records'],
    ['recycle bin', 'Delete a Repository File'],
    ['hash instead of id', 'Export Records'],
    ['signature', 'Export a File'],
    ['e-consent', 'Export a File'],
    ['data access group of a record', 'Export Records'],
    ['last modified', 'Export Records'],
    ['changed since yesterday', 'Export Records'],
    ['wide to long', 'Export Records'],
    ['stratification', 'Randomize Record'],
    ['calculated fields', 'Import Records'],
    ['how do i get my data out', 'Export Records'],
    ['how to delete a user', 'Delete Users'],
    ['can i delete a folder', 'Create a Folder'],
  ])('by the question “%s”', (question, name) => {
    expect(first(question)).toBe(name);
  });

  it.each([
    ['who has acess', 'Export Users'],
    ['delete a recrod', 'Delete Records'],
    ['delet a record', 'Delete Records'],
    ['generat next', 'Generate Next Record Name'],
    ['download atachment', 'Export a File'],
    ['EXPORT RECRDS', 'Export Records'],
    ['codebok', 'Export Data Dictionary'],
    ['delet recrd', 'Delete Records'],
    ['exprot records', 'Export Records'],
    ['usr rights', 'Export Users'],
    ['data dictonary', 'Export Data Dictionary'],
    ['randomiztion', 'Randomize Record'],
    ['surevy link', 'Export Survey Link'],
    ['particpant list', 'Export Survey Participants'],
    ['instruements', 'Export Instruments'],
  ])('in spite of the typing error in “%s”', (question, name) => {
    expect(first(question)).toBe(name);
  });

  it.each([
    ['User Rights', 'Export Users'],
    ['Data Exports', 'Export Records'],
    ['Data Exports, Reports, and Stats', 'Export a Report'],
    ['Data Import Tool', 'Import Records'],
    ['DAG', 'Export DAGs'],
  ])('by REDCap’s own menu “%s”', (words, name) => {
    expect(first(words)).toBe(name);
  });

  it.each([
    ['overwriteBehavior', 'Import Records'],
    ['forceAutoNumber', 'Import Records'],
    ['exportSurveyFields', 'Export Records'],
    ['csvDelimiter', 'Export Records'],
    ['compactDisplay', 'Export PDF of Instruments'],
    ['returnMetadataOnly', 'Export Entire Project (XML)'],
    ['formEventMapping', 'Export Instrument-Event Mappings'],
    ['participantList', 'Export Survey Participants'],
    ['exportFieldNames', 'Export Field Names'],
    ['custom_form_label', 'Export Repeating Set-up'],
  ])('by the name on the wire, %s', (wire, name) => {
    expect(first(wire)).toBe(name);
    expect(first(wire.toLowerCase())).toBe(name);
  });

  it.each(methods.map((method) => [method.name, method] as const))(
    '%s by all that its help says',
    (_, { name, help, parameters, returns }) => {
      const found = (text: string) => findMethods(text).map((method) => method.name);
      expect(found(help.summary).slice(0, 3)).toContain(name);
      for (const { text } of help.gotchas ?? []) expect(found(text), text).toContain(name);
      for (const column of 'columns' in returns ? (returns.columns ?? []) : []) {
        expect(found(column), column).toContain(name);
      }
      for (const parameter of parameters) {
        expect(found(parameter.name), parameter.name).toContain(name);
        expect(found(parameter.label), parameter.label).toContain(name);
        expect(found(parameter.help), parameter.help).toContain(name);
        expect(found(parameter.more), parameter.more).toContain(name);
      }
    },
  );

  it.each([
    'file repository',
    'documents',
    'list sites',
    'erase event',
    'replace arms',
    'can my colleague import data',
  ])('near the top by “%s”, which several answer', (question) => {
    const name = {
      'file repository': 'List Files and Folders',
      documents: 'List Files and Folders',
      'list sites': 'Export DAGs',
      'erase event': 'Delete Events',
      'replace arms': 'Import Arms',
      'can my colleague import data': 'Export Users',
    }[question];
    expect(
      findMethods(question)
        .slice(0, 3)
        .map((method) => method.name),
    ).toContain(name);
  });

  it.each(['who has access', 'delete a record', 'next id', 'exp dict', 'audit trail'])(
    'with few others beside it: %s',
    (question) => {
      expect(findMethods(question).length).toBeLessThanOrEqual(8);
    },
  );

  it('among all of them while nothing is typed', () => {
    expect(findMethods('  ')).toEqual(methods);
  });

  it('but not by what fits nothing', () => {
    expect(findMethods('zzzzqqq')).toEqual([]);
    expect(findMethods('<marquee>')).toEqual([]);
    expect(findMethods('().*')).toEqual([]);
    expect(findMethods('no such method')).toEqual([]);
  });
});
