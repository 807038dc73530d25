/**
 * The people of a list by name key and date, each with the place it was given first. Of a text only 64 bits are kept, in
 * two numbers of a table of its own: among a million people two fall together once in thirty million lists, and then a
 * warning is given that somebody looks into. Texts in a Map cost four times as much.
 */
export function createSeenPeople() {
  let slots = 1 << 12;
  let table = new Int32Array(slots * 3);
  let count = 0;

  /** The number under which this person was put before; else null, and it is put under `number`, from 1. */
  function put(name: string, dob: string, number: number): number | null {
    if (count * 2 >= slots) grow();
    let high = 0x811c9dc5;
    let low = 0x9e3779b9;
    for (let index = 0; index < name.length; index += 1) {
      const code = name.charCodeAt(index);
      high = Math.imul(high ^ code, 0x01000193);
      low = Math.imul(low ^ code, 0x85ebca6b) ^ (low >>> 13);
    }
    for (let index = 0; index < dob.length; index += 1) {
      const code = dob.charCodeAt(index) === 45 ? 47 : dob.charCodeAt(index);
      high = Math.imul(high ^ code, 0x01000193);
      low = Math.imul(low ^ (code + 0x100), 0x85ebca6b) ^ (low >>> 13);
    }
    const at = slotOf(mixed(high), mixed(low));
    const there = table[at + 2] ?? 0;
    if (there !== 0) return there;
    write(at, mixed(high), mixed(low), number);
    count += 1;
    return null;
  }

  /** The place of this person, or the free one where it belongs. */
  function slotOf(high: number, low: number): number {
    let slot = low & (slots - 1);
    for (;;) {
      const at = slot * 3;
      if (table[at + 2] === 0 || (table[at] === high && table[at + 1] === low)) return at;
      slot = (slot + 1) & (slots - 1);
    }
  }

  function write(at: number, high: number, low: number, number: number): void {
    table[at] = high;
    table[at + 1] = low;
    table[at + 2] = number;
  }

  function grow(): void {
    const before = table;
    slots *= 4;
    table = new Int32Array(slots * 3);
    for (let at = 0; at < before.length; at += 3) {
      const [high = 0, low = 0, number = 0] = [before[at], before[at + 1], before[at + 2]];
      if (number !== 0) write(slotOf(high, low), high, low, number);
    }
  }

  return { put };
}

/** Spreads every bit over all. Source: MurmurHash3, fmix32. */
function mixed(value: number): number {
  const once = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return twice ^ (twice >>> 16);
}
