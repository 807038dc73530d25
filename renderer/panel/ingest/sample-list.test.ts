import { expect, it } from 'vitest';
import { anIngest } from '../../../test/support/ingest-builder.ts';
import { sampleList } from './sample-list.ts';

it('the sample is a list as it is asked for: nothing about it is doubted', () => {
  const { importing, config } = anIngest();
  const report = importing(sampleList(config.subjects.map(({ en }) => en)), { commit: false });
  expect(report).toMatchObject({ counts: { added: 2, rejected: 0 } });
  expect(report.findings.filter(({ level }) => level !== 'info')).toEqual([]);
});
