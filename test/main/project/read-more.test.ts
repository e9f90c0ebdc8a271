import { describe, expect, it } from 'vitest';
import type { ProjectOutline } from '#app/project/outline.ts';
import { failureOf, openPlayground, valueOf } from '#test/support/open-playground.ts';
import { projectToken, smallRedcap } from '#test/support/small-redcap.ts';

const sentences = (outline: ProjectOutline): readonly string[] =>
  outline.missing.map(({ sentence }) => sentence);

describe('beside its lists, the outline of a project', () => {
  it('knows the columns of checkbox fields as the server names them, and the missing data codes', async () => {
    const { handlers } = await openPlayground();
    const practice = valueOf(await handlers.readProject({ connectionId: 'practice-classic' }));
    const checkbox = practice.fields?.find(({ type }) => type === 'checkbox');
    expect(
      practice.checkboxColumns?.filter(({ field: name }) => name === checkbox?.name).map(({ code }) => code),
    ).toEqual(checkbox?.choices.map(({ code }) => code));
    const answers: Readonly<Record<string, unknown>> = {
      project: {
        project_title: 'Trial',
        in_production: 0,
        missing_data_codes: '-99, Unknown | NASK, Not asked, or refused',
      },
      exportFieldNames: [
        { original_field_name: 'id', choice_value: '', export_field_name: 'id' },
        { original_field_name: 'tick', choice_value: '-1', export_field_name: 'tick____1' },
        { original_field_name: 'base_complete', choice_value: '', export_field_name: 'base_complete' },
      ],
    };
    const server = await smallRedcap(0, (sent, response) => {
      const answer = answers[sent.get('content') ?? ''];
      if (answer !== undefined) response.end(JSON.stringify(answer));
      return answer !== undefined;
    });
    const { id } = valueOf(await handlers.addConnection({ url: server.url, token: projectToken }));
    const outline = valueOf(await handlers.readProject({ connectionId: id }));
    expect(outline.checkboxColumns).toEqual([{ name: 'tick____1', field: 'tick', code: '-1' }]);
    expect(outline.missingCodes).toEqual([
      { code: '-99', label: 'Unknown' },
      { code: 'NASK', label: 'Not asked, or refused' },
    ]);
  });

  it('looks up titles of reports only when asked, in the project’s design without data', async () => {
    const asked: URLSearchParams[] = [];
    const design =
      '<?xml version="1.0"?><ODM><GlobalVariables><redcap:ReportsGroup>' +
      '<redcap:Reports title="A &amp; B &lt;b&gt;&#39;s &#x201c;best&#x201d; &nosuch;" unique_report_name="R-1" description="a > b"/>' +
      "<redcap:Reports\n  unique_report_name='R-2' subtitle=\"no\" title=''/>" +
      '</redcap:ReportsGroup></GlobalVariables></ODM>';
    const server = await smallRedcap(0, (sent, response) => {
      if (sent.get('content') !== 'project_xml') return false;
      asked.push(sent);
      response.end(design);
      return true;
    });
    const { handlers } = await openPlayground();
    const { id } = valueOf(await handlers.addConnection({ url: server.url, token: projectToken }));
    expect(valueOf(await handlers.readProject({ connectionId: id })).reports).toBeNull();
    expect(asked).toEqual([]);
    const outline = valueOf(await handlers.readProject({ connectionId: id, reportTitles: true }));
    expect(outline.reports).toEqual([
      { name: 'R-1', label: "A & B <b>'s “best” &nosuch;" },
      { name: 'R-2', label: '' },
    ]);
    expect(asked.map((sent) => sent.get('returnMetadataOnly'))).toEqual(['true']);
  });

  it('has the titles of the practice trial’s reports, and says why where they cannot be read', async () => {
    const { handlers } = await openPlayground();
    const read = await handlers.readProject({ connectionId: 'practice-longitudinal', reportTitles: true });
    expect(valueOf(read).reports?.length).toBeGreaterThan(0);
    const server = await smallRedcap(0, (sent, response) => {
      if (sent.get('content') === 'project_xml') response.end('[{"odd":1}]');
      return sent.get('content') === 'project_xml';
    });
    const { id } = valueOf(await handlers.addConnection({ url: server.url, token: projectToken }));
    const outline = valueOf(await handlers.readProject({ connectionId: id, reportTitles: true }));
    expect(outline.reports).toBeNull();
    expect(sentences(outline)).toContain(
      'The titles of reports could not be read: the server’s answer is no project XML.',
    );
  });
});

describe('reading a project can be stopped', () => {
  const answers: Readonly<Record<string, unknown>> = {
    project: { project_title: 'Trial', in_production: 0, is_longitudinal: 0 },
    metadata: [{ field_name: 'id', field_label: 'ID', form_name: 'base', field_type: 'text' }],
    instrument: [{ instrument_name: 'base', instrument_label: 'Base' }],
  };
  const STOPPED = {
    code: 'cancelled',
    message: 'Reading the project was stopped.',
    advice: 'Read it again when you are ready.',
  };
  /** Never answers the contents named in `silent` after `silence()`; `met` is fulfilled once one was asked for. */
  async function slowServer(silent: string) {
    let tell: () => void = () => undefined;
    const met = new Promise<void>((resolve) => (tell = resolve));
    let quiet: readonly string[] = [];
    const server = await smallRedcap(0, (sent, response) => {
      const content = sent.get('content') ?? '';
      if (quiet.includes(content)) {
        tell();
        return true;
      }
      response.end(content === 'version' ? '17.0.0' : JSON.stringify(answers[content] ?? []));
      return true;
    });
    const { handlers } = await openPlayground();
    const { id } = valueOf(await handlers.addConnection({ url: server.url, token: projectToken }));
    const silence = (): void => {
      quiet = silent.split(' ');
    };
    return { handlers, connectionId: id, met, silence };
  }

  it('which gives what came so far, and says why the rest is missing', async () => {
    const { handlers, connectionId, met, silence } = await slowServer('user');
    silence();
    const reading = handlers.readProject({ connectionId });
    await met;
    await handlers.cancelReading({ connectionId });
    const outline = valueOf(await reading);
    expect(outline.fields?.map(({ name }) => name)).toEqual(['id']);
    expect(outline.users).toBeNull();
    expect(sentences(outline)).toContain('The users could not be read: the request was cancelled.');
  });

  it('before anything came, with a sentence that says how to go on', async () => {
    const { handlers, connectionId, met, silence } = await slowServer('project metadata');
    silence();
    const reading = handlers.readProject({ connectionId });
    await met;
    await handlers.cancelReading({ connectionId });
    expect(failureOf(await reading)).toMatchObject(STOPPED);
  });

  it('and leaves a project that is known as it was', async () => {
    const { handlers, connectionId, met, silence } = await slowServer('user');
    valueOf(await handlers.readProject({ connectionId }));
    silence();
    const reading = handlers.readProject({ connectionId });
    await met;
    await handlers.cancelReading({ connectionId });
    expect(failureOf(await reading)).toMatchObject(STOPPED);
  });

  it('by reading it anew: the server is not asked twice at a time', async () => {
    const { handlers, connectionId, met, silence } = await slowServer('user');
    valueOf(await handlers.readProject({ connectionId }));
    silence();
    const earlier = handlers.readProject({ connectionId });
    await met;
    const later = handlers.readProject({ connectionId });
    expect(failureOf(await earlier).code).toBe('cancelled');
    await handlers.cancelReading({ connectionId });
    expect(failureOf(await later).code).toBe('cancelled');
  });
});
