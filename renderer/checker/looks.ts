import { BadgeX, Ban, CircleDashed, History, QrCode, type LucideIcon } from 'lucide-react';
import type { TextKey } from '../../server/i18n/translate.ts';
import type { VerdictKind } from './verdict.ts';
import type { UnreadProblem } from './view.ts';

export type Tone = 'warn' | 'bad' | 'info' | 'mute';

/** How a verdict looks and what it tells the reader to do. `code`: what the reader may quote to the center. */
export type Look = {
  readonly tone: Tone;
  readonly Icon: LucideIcon;
  readonly title: TextKey;
  readonly lead: TextKey;
  readonly todo: TextKey;
  readonly steps: readonly TextKey[];
  readonly code: string;
};

const whatToDo = 'checker.todo';
const notOurs = { tone: 'bad', Icon: BadgeX, title: 'checker.not-ours.title', todo: whatToDo } as const;
const notChecked = { tone: 'mute', Icon: CircleDashed, title: 'checker.not-checked.title', todo: whatToDo } as const;

export const looks: Readonly<Record<VerdictKind, Look>> = {
  'no-name': {
    tone: 'info',
    Icon: QrCode,
    title: 'checker.no-name.title',
    lead: 'checker.no-name.lead',
    todo: 'checker.no-name.todo',
    steps: ['checker.no-name.step.ask', 'checker.no-name.step.compare'],
    code: 'C-201',
  },
  replaced: {
    tone: 'warn',
    Icon: History,
    title: 'checker.replaced.title',
    lead: 'checker.replaced.lead',
    todo: whatToDo,
    steps: ['checker.replaced.step'],
    code: 'C-202',
  },
  expired: {
    tone: 'warn',
    Icon: History,
    title: 'checker.expired.title',
    lead: 'checker.expired.lead',
    todo: whatToDo,
    steps: ['checker.expired.step'],
    code: 'C-203',
  },
  revoked: {
    tone: 'bad',
    Icon: Ban,
    title: 'checker.revoked.title',
    lead: 'checker.revoked.lead',
    todo: whatToDo,
    steps: ['checker.step.no-proof'],
    code: 'C-204',
  },
  'key-withdrawn': {
    tone: 'bad',
    Icon: Ban,
    title: 'checker.key-withdrawn.title',
    lead: 'checker.key-withdrawn.lead',
    todo: whatToDo,
    steps: ['checker.step.no-proof', 'checker.key-withdrawn.step'],
    code: 'C-205',
  },
  altered: {
    ...notOurs,
    lead: 'checker.altered.lead',
    steps: ['checker.step.no-proof', 'checker.altered.step'],
    code: 'C-207',
  },
  'other-center': {
    ...notOurs,
    lead: 'checker.other-center.lead',
    steps: ['checker.step.no-proof', 'checker.other-center.step'],
    code: 'C-208',
  },
  malformed: {
    ...notOurs,
    lead: 'checker.malformed.lead',
    steps: ['checker.step.no-proof', 'checker.altered.step'],
    code: 'C-209',
  },
  cut: {
    ...notChecked,
    lead: 'checker.cut.lead',
    steps: ['checker.cut.step.whole', 'checker.cut.step.photo'],
    code: 'C-211',
  },
  'no-keys': { ...notChecked, lead: 'checker.no-keys.lead', steps: ['checker.step.reload'], code: 'C-212' },
  disagreement: { ...notChecked, lead: 'checker.disagreement.lead', steps: ['checker.step.reload'], code: 'C-213' },
  future: { ...notChecked, lead: 'checker.future.lead', steps: ['checker.future.step'], code: 'C-214' },
};

const betterPhoto = {
  ...notChecked,
  todo: 'checker.photo.todo',
  steps: ['checker.photo.step.closer', 'checker.photo.step.light', 'checker.photo.step.corners'],
} as const;

/** The same for files in which no code of a certificate was found. */
export const unreadLooks: Readonly<Record<UnreadProblem, Look>> = {
  'no-code': { ...betterPhoto, lead: 'checker.no-code.lead', code: 'C-221' },
  'other-code': { ...betterPhoto, lead: 'checker.other-code.lead', code: 'C-222' },
  several: { ...notChecked, lead: 'checker.several.lead', steps: ['checker.several.step'], code: 'C-223' },
  'too-large': { ...notChecked, lead: 'checker.too-large.lead', steps: ['checker.too-large.step'], code: 'C-224' },
  'no-picture': { ...notChecked, lead: 'checker.no-picture.lead', steps: ['checker.no-picture.step'], code: 'C-225' },
  'pdf-locked': { ...notChecked, lead: 'checker.pdf-locked.lead', steps: ['checker.pdf-locked.step'], code: 'C-226' },
  'pdf-broken': { ...notChecked, lead: 'checker.pdf-broken.lead', steps: ['checker.pdf-broken.step'], code: 'C-227' },
  'no-reader': { ...notChecked, lead: 'checker.no-reader.lead', steps: ['checker.no-reader.step'], code: 'C-228' },
};
