import { describe, expect, it } from 'vitest';
import { createEventReader } from './read-events.ts';

describe('a stream of events', () => {
  it('is cut into events wherever its pieces end', () => {
    const whole =
      'retry: 3000\n\nevent: audit\ndata: {"size":3}\n\n: still here\n\nevent: jobs\r\ndata: {"id":"a"}\r\n\r\n';
    for (let cut = 0; cut <= whole.length; cut += 1) {
      const reader = createEventReader();
      const events = [...reader.take(whole.slice(0, cut)), ...reader.take(whole.slice(cut))];
      expect(events).toEqual([
        { event: 'audit', data: '{"size":3}' },
        { event: 'jobs', data: '{"id":"a"}' },
      ]);
    }
  });

  it('keeps an event that has not come to its end', () => {
    const reader = createEventReader();
    expect(reader.take('event: gates\ndata: {}')).toEqual([]);
    expect(reader.take('\n\n')).toEqual([{ event: 'gates', data: '{}' }]);
  });
});
