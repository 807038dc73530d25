import type { TextKey, Translate } from '../../server/i18n/translate.ts';

const numbers: readonly TextKey[] = [
  'kiosk.number.0',
  'kiosk.number.1',
  'kiosk.number.2',
  'kiosk.number.3',
  'kiosk.number.4',
  'kiosk.number.5',
  'kiosk.number.6',
  'kiosk.number.7',
  'kiosk.number.8',
  'kiosk.number.9',
  'kiosk.number.10',
  'kiosk.number.11',
  'kiosk.number.12',
  'kiosk.number.13',
  'kiosk.number.14',
  'kiosk.number.15',
];

const operations: Readonly<Record<string, TextKey>> = {
  '+': 'kiosk.sum.plus',
  '-': 'kiosk.sum.minus',
  '×': 'kiosk.sum.times',
};

/** The question as shown, `7 + 5`, and as spoken; a question of an unknown form stands as it came. */
export function sumWords(question: string, t: Translate): { readonly shown: string; readonly spoken: string } {
  const shown = question.replace(/\s*=\s*\?\s*$/, '').replace('-', '−');
  const parts = /^\s*(\d+)\s*([+\-×])\s*(\d+)/.exec(question);
  const operation = operations[parts?.[2] ?? ''];
  const first = numbers[Number(parts?.[1])];
  const second = numbers[Number(parts?.[3])];
  if (!operation || !first || !second) return { shown, spoken: question };
  const spoken = t(operation, { first: t(first), second: t(second) });
  return { shown, spoken: spoken.charAt(0).toUpperCase() + spoken.slice(1) };
}
