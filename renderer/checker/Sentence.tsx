import type { TextFacts, TextKey } from '../../server/i18n/translate.ts';
import { useText } from '../ui/language.tsx';

type Props = {
  readonly text: TextKey;
  /** Facts that stand out: what to dial, what to read aloud. */
  readonly strong: Readonly<Record<string, string>>;
  readonly facts?: TextFacts;
};

/** Marks where a strong fact begins and ends; from the private use area, so no fact holds them. */
const mark = '\uE000';

/** A text whose facts are partly bold, in whatever order the language puts them. */
export function Sentence({ text, strong, facts }: Props) {
  const t = useText();
  const marked = Object.entries(strong).map(([name, fact]) => [name, `${mark}${fact.replaceAll(mark, '')}${mark}`]);
  const parts = t(text, { ...facts, ...(Object.fromEntries(marked) as TextFacts) }).split(mark);
  return parts.map((part, at) => (at % 2 === 1 ? <b key={at}>{part}</b> : part));
}
