import { useState } from 'react';

/** One of a few values, kept for as long as the window: a shared PC forgets it with the session. */
export function useChoice<Value extends string>(
  name: string,
  values: readonly Value[],
  first: Value,
): [Value, (value: Value) => void] {
  const key = `lvt.${name}`;
  const [value, setValue] = useState<Value>(() => {
    const stored = sessionStorage.getItem(key);
    return values.find((known) => known === stored) ?? first;
  });
  return [
    value,
    (next) => {
      sessionStorage.setItem(key, next);
      setValue(next);
    },
  ];
}
