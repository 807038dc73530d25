/** An event whose listeners may say no. */
export function makeEvent() {
  const event = {
    defaultPrevented: false,
    preventDefault: () => {
      event.defaultPrevented = true;
    },
  };
  return event;
}

/** A part of the double: reading a member that is not there is an error that names it, never undefined. */
export function strict<T extends object>(name: string, part: T): T {
  return new Proxy(part, {
    get(target, key, self): unknown {
      const isKnown = typeof key !== 'string' || key in target || key === 'then' || key === 'toJSON';
      if (!isKnown) throw new Error(`electron double has no ${name}.${key}`);
      return Reflect.get(target, key, self);
    },
  });
}
