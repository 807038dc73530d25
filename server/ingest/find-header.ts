import { decodeLegacy, type LegacyEncoding } from './legacy-text.ts';
import { foldHead, type Target } from './known-heads.ts';
import { guessColumns, type Guess, type Head } from './guess-columns.ts';
import { cellText, type Merge, type RawRow, type SheetLayout } from './rows.ts';

/** How many rows from the top are looked at for a head, and as samples below it. */
export const sampledRows = 80;
const deepestHead = 50;

export type FoundHeader = {
  /** First and last row of the head. */
  readonly top: number;
  readonly bottom: number;
  /** First row that may be a student: behind the head and its row of numbers. */
  readonly dataFrom: number;
  readonly heads: readonly Head[];
  readonly guess: Guess;
};

type Look = {
  readonly targets: readonly Target[];
  readonly rows: readonly RawRow[];
  readonly layout: SheetLayout;
  readonly legacy: LegacyEncoding | null;
};

/**
 * The row, or pair of rows, that names the most columns, one of them the registration number or the name; null where
 * there is none. Letterheads and titles above it are passed over; the row `(1) (2) (3)` below it is no student.
 */
export function findHeader(look: Look): FoundHeader | null {
  let best: FoundHeader | null = null;
  let bestScore = 0;
  for (let at = 0; at < Math.min(look.rows.length, deepestHead); at += 1) {
    for (const height of [1, 2]) {
      const found = tryHeader(look, at, height);
      const score = found === null ? 0 : found.guess.score - (height - 1) * 0.6;
      if (found !== null && score > bestScore) {
        best = found;
        bestScore = score;
      }
    }
  }
  return best;
}

/** What the fullest of the first rows holds: shown where no head was found. */
export function fullestRow(rows: readonly RawRow[]): readonly string[] {
  const texts = rows
    .slice(0, deepestHead)
    .map(({ cells }) => cells.map((cell) => cellText(cell).trim()).filter(Boolean));
  return texts.reduce<readonly string[]>((best, next) => (next.length > best.length ? next : best), []);
}

function tryHeader(look: Look, at: number, height: number): FoundHeader | null {
  const { rows, layout, targets } = look;
  const first = rows[at];
  const last = rows[at + height - 1];
  if (first === undefined || last === undefined || last.number - first.number !== height - 1) return null;
  const heads = headsOf(look, first, height === 1 ? null : last);
  const end = endOfHead(rows, at + height, last.number);
  const data = rows.filter(({ number }) => number > end);
  const columnTexts = (index: number) => data.map(({ cells }) => cellText(cells[index]));
  const guess = guessColumns(targets, { heads, hidden: layout.hiddenColumns, columnTexts });
  if (!namesAStudent(guess, targets)) return null;
  return { top: first.number, bottom: last.number, dataFrom: end + 1, heads, guess };
}

/** Number of the head's last row, its row of numbers counted in. */
function endOfHead(rows: readonly RawRow[], next: number, last: number): number {
  const below = rows[next];
  return below !== undefined && isNumberRow(below) ? below.number : last;
}

function namesAStudent({ uses }: Guess, targets: readonly Target[]): boolean {
  const hasKey = uses.some(({ target: { field } }) => field === 'sbd' || field === 'name');
  return hasKey && uses.length >= Math.min(2, targets.length);
}

function headsOf({ layout, legacy }: Look, first: RawRow, second: RawRow | null): Head[] {
  const width = Math.max(first.cells.length, second?.cells.length ?? 0);
  const text = (row: RawRow, index: number) => cellText(row.cells[index]).replace(/\s+/g, ' ').trim();
  return Array.from({ length: width }, (_, index) => {
    const upper = text(first, index);
    if (second === null) return { text: upper, forms: withDecoded([upper], legacy) };
    const lower = text(second, index);
    const above = upper === '' && lower !== '' ? reachingOver(first, index, layout.merges) : upper;
    const both = above === lower || lower === '' ? above : `${above} ${lower}`.trim();
    return { text: both, forms: withDecoded([both, lower === '' ? above : lower], legacy) };
  });
}

/** The upper head that reaches over a column: by its merged block, else the next text on the left. */
function reachingOver(first: RawRow, index: number, merges: readonly Merge[]): string {
  const covering = merges.find(
    ({ top, bottom, left, right }) => top <= first.number && first.number <= bottom && left <= index && index <= right,
  );
  if (covering !== undefined) return cellText(first.cells[covering.left]).trim();
  if (merges.length > 0) return '';
  for (let left = index - 1; left >= 0; left -= 1) {
    const text = cellText(first.cells[left]).trim();
    if (text !== '') return text;
  }
  return '';
}

function withDecoded(texts: readonly string[], legacy: LegacyEncoding | null): readonly string[] {
  const plain = texts.map((text) => text.normalize('NFC'));
  return legacy === null ? plain : [...plain, ...texts.map((text) => decodeLegacy(text, legacy))];
}

/** `(1) (2) (3)`, `1 2 3`, `A B 1 2`: at least three cells, each a small number or one capital. */
function isNumberRow({ cells }: RawRow): boolean {
  const texts = cells.map((cell) => cellText(cell).trim()).filter(Boolean);
  if (texts.length < 3 || !texts.every((text) => /^[([]?(\d{1,2}|[A-Z])[)\]]?$/.test(text))) return false;
  const numbers = texts.flatMap((text) => /\d+/.exec(text)?.[0] ?? []).map(Number);
  return numbers.every((value, index) => index === 0 || value === (numbers[index - 1] ?? 0) + 1);
}

/** Whether a row repeats the head, as lists printed over several pages do. */
export function repeatsHead(header: FoundHeader, cells: readonly string[]): boolean {
  const filled = cells.flatMap((text, index) =>
    text === '' ? [] : [[foldHead(text), header.heads[index]?.forms ?? []] as const],
  );
  const equal = filled.filter(([folded, forms]) => folded !== '' && forms.some((form) => foldHead(form) === folded));
  return equal.length >= 2 && equal.length >= filled.length * 0.7;
}
