import { ArrowRight } from 'lucide-react';
import { useId, useState } from 'react';
import type { Locale } from '../../server/i18n/translate.ts';
import type { SetupState, Way } from '../../server/setup/setup.contract.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { useLanguage } from '../ui/language.tsx';
import { problemFacts, problemText, type Problem } from '../ui/problem.ts';
import { keepDraft, readDraft } from './draft.ts';
import { FolderField } from './FolderField.tsx';
import { ObstacleBanner } from './ObstacleBanner.tsx';
import styles from './Setup.module.css';
import { SetupFrame } from './SetupFrame.tsx';
import { StepTitle } from './StepTitle.tsx';
import { textOf } from './text-of.ts';
import type { SetupFace } from './use-setup.ts';
import { WayCards } from './WayCards.tsx';

type Props = {
  readonly setup: SetupFace;
  readonly state: SetupState;
  readonly onLocale: (locale: Locale) => void;
};

/** What the center begins as. What was typed stays, whatever the program says to it. */
export function CenterStep({ setup: { busy, problem, begin, clear }, state, onLocale }: Props) {
  const { locale, t, isText } = useLanguage();
  const [draft] = useState(readDraft);
  const [way, setWay] = useState<Way>(draft.way);
  const form = useId();
  const said = problem && t(problemText(problem, isText), problemFacts(problem));
  const field = problem && fieldOf(problem, way);

  function send(data: FormData): void {
    void begin({ way, locale, name: textOf(data, 'name'), folder: textOf(data, 'folder'), ...backupOf(data) });
  }

  return (
    <SetupFrame
      at={0}
      onLocale={onLocale}
      next={
        <Button
          type="submit"
          form={form}
          kind="primary"
          size="medium"
          busy={busy}
          disabled={state.obstacle?.kind === 'not-empty'}
        >
          {t(way === 'restore' ? 'setup.open' : 'setup.next')}
          <ArrowRight aria-hidden className={styles.arrow} />
        </Button>
      }
    >
      <StepTitle>{t('setup.center.title')}</StepTitle>
      <p className={styles.lead}>{t('setup.center.shut')}</p>
      <form
        id={form}
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send(new FormData(event.currentTarget));
        }}
      >
        <ObstacleBanner obstacle={state.obstacle} />
        <WayCards
          value={way}
          onChange={(next) => {
            setWay(next);
            clear();
            keepDraft({ way: next });
          }}
        />
        <WayFields way={way} field={field} said={said} />
        {problem && field === null && (
          <Banner tone="bad" title={t('setup.failed.title')}>
            {said}
          </Banner>
        )}
        {way !== 'adopt' && (
          <p className={styles.place}>
            {t('setup.place', { folder: state.place })}
            <small>{t('setup.place.hint')}</small>
          </p>
        )}
      </form>
    </SetupFrame>
  );
}

type FieldsProps = {
  readonly way: Way;
  /** The field that the refusal `said` is about. */
  readonly field: ReturnType<typeof fieldOf>;
  readonly said: string | null;
};

/** What each way has to be told. */
function WayFields({ way, field, said }: FieldsProps) {
  const { t } = useLanguage();
  switch (way) {
    case 'demo':
      return <p className={styles.quiet}>{t('setup.demo.hint')}</p>;
    case 'adopt':
      return <FolderField key={way} wanted="folder" error={field === 'folder' ? said : null} />;
    case 'restore':
      return (
        <>
          <FolderField key={way} wanted="file" error={field === 'file' ? said : null} />
          <Field
            name="identity"
            label={t('setup.identity')}
            hint={t('setup.identity.hint')}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            error={field === 'identity' ? said : null}
          />
        </>
      );
    case 'empty':
      return (
        <Field
          name="name"
          label={t('setup.name')}
          hint={t('setup.name.hint')}
          defaultValue={readDraft().name}
          maxLength={120}
          autoComplete="off"
          error={field === 'name' ? said : null}
          onChange={({ target }) => keepDraft({ name: target.value })}
        />
      );
  }
}

const fields: readonly [RegExp, 'name' | 'folder' | 'file' | 'identity', Way][] = [
  [/^setup\.name/, 'name', 'empty'],
  [/^setup\.(folder|no-config|config)/, 'folder', 'adopt'],
  [/^(setup\.file|backup\.(missing|damaged|newer))$/, 'file', 'restore'],
  [/^backup\.(no-identity|wrong-identity|no-phrase)$/, 'identity', 'restore'],
];

/** The field that a refusal is about; null where it is about the whole. */
function fieldOf({ code }: Problem, way: Way) {
  return fields.find(([codes, , of]) => of === way && codes.test(code))?.[1] ?? null;
}

function backupOf(data: FormData) {
  return { file: textOf(data, 'file'), identity: textOf(data, 'identity') };
}
