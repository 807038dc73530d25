import { useState } from 'react';
import { Link } from 'react-router';
import { nameRequestsEndpoint, type ListedNameRequest } from '../../../server/name-requests/name-requests.contract.ts';
import { useSignedIn } from '../../api/session.tsx';
import { useAsk } from '../../api/use-ask.ts';
import { Button } from '../../ui/Button.tsx';
import { Card, CardRow } from '../../ui/Card.tsx';
import { useLanguage } from '../../ui/language.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Page } from '../frame/Page.tsx';
import { momentWords } from '../moment-words.ts';
import { isAtLeast } from '../is-at-least.ts';
import { AnswerDialog, type Answering } from './AnswerDialog.tsx';
import styles from './RequestsPage.module.css';

const everyMs = 15_000;
const states = ['waiting', 'done', 'refused'] as const;

/** What students say is wrong in their record, who waits longest first. */
export function RequestsPage() {
  const { t } = useLanguage();
  const { role } = useSignedIn();
  const [status, setStatus] = useState<(typeof states)[number]>('waiting');
  const [answering, setAnswering] = useState<Answering | null>(null);
  const { body, problem } = useAsk(nameRequestsEndpoint, { status, limit: 200 }, { everyMs, keepLast: true });
  return (
    <Page title={t('panel.page.requests')} line={body && t('panel.requests.line', { count: body.waiting })}>
      <div className={styles.states} role="group" aria-label={t('panel.requests.states')}>
        {states.map((state) => (
          <Button key={state} size="medium" aria-pressed={state === status} onClick={() => setStatus(state)}>
            {t(`panel.requests.${state}`)}
          </Button>
        ))}
      </div>
      <ProblemText problem={problem} />
      {body ? (
        <Card isRows>
          {body.rows.map((request) => (
            <RequestRow
              key={request.id}
              request={request}
              onAnswer={
                request.status === 'waiting' && isAtLeast(role, 'admin')
                  ? (outcome) => setAnswering({ request, outcome })
                  : null
              }
            />
          ))}
          {body.rows.length === 0 && <CardRow title={t('panel.requests.none')} />}
        </Card>
      ) : (
        !problem && <Skeleton lines={6} />
      )}
      {answering && <AnswerDialog answering={answering} onClose={() => setAnswering(null)} />}
    </Page>
  );
}

type RowProps = {
  readonly request: ListedNameRequest;
  /** Null where this user may not, or it is answered. */
  readonly onAnswer: ((outcome: 'done' | 'refused') => void) | null;
};

function RequestRow({ request, onAnswer }: RowProps) {
  const language = useLanguage();
  const { t } = language;
  const { code, sbd, round_id: roundId, name, dob, what, right_value: right, note, answered_by: by } = request;
  const at = momentWords(request.created_at, language) ?? '';
  return (
    <CardRow
      title={`${code} · ${name ?? t('panel.requests.gone')} · ${sbd}`}
      text={
        <>
          <span className={styles.line}>
            {t(`panel.requests.what.${what}`, { now: (what === 'dob' ? dob : name) ?? '', right })}
          </span>
          <span className={styles.line}>{t('panel.requests.sent', { at })}</span>
          {by !== null && <span className={styles.line}>{t('panel.requests.by', { by })}</span>}
          {note !== null && <span className={styles.line}>{note}</span>}
        </>
      }
    >
      <span className={styles.states}>
        {roundId !== null && (
          <Link
            className={styles.record}
            to={`/students?${new URLSearchParams({ open: sbd, in: roundId }).toString()}`}
          >
            {t('panel.requests.record')}
          </Link>
        )}
        {onAnswer && (
          <>
            <Button size="small" onClick={() => onAnswer('refused')}>
              {t('panel.requests.refuse')}
            </Button>
            <Button size="small" kind="primary" onClick={() => onAnswer('done')}>
              {t('panel.requests.do')}
            </Button>
          </>
        )}
      </span>
    </CardRow>
  );
}
