/** One event of a stream. Source: HTML Standard, section 9.2.6; ids and retry times are not used here. */
export type StreamEvent = { readonly event: string; readonly data: string };

/** Cuts a stream into its events as their pieces arrive; gives those that are whole. */
export function createEventReader() {
  let rest = '';

  function take(text: string): readonly StreamEvent[] {
    const blocks = (rest + text).replaceAll('\r\n', '\n').split('\n\n');
    rest = blocks.pop() ?? '';
    return blocks.map(toEvent).filter((event) => event !== null);
  }

  return { take };
}

function toEvent(block: string): StreamEvent | null {
  const lines = block.split('\n');
  const valueOf = (field: string) =>
    lines.filter((line) => line.startsWith(`${field}:`)).map((line) => line.slice(field.length + 1).replace(/^ /, ''));
  const data = valueOf('data').join('\n');
  return data === '' ? null : { event: valueOf('event').at(-1) ?? 'message', data };
}
