import { useState } from 'react';
import type { z } from 'zod';
import { lanTestEndpoint } from '../../../server/lan/lan.contract.ts';
import { useSend } from '../../api/use-ask.ts';
import { Button } from '../../ui/Button.tsx';
import { Card, CardRow } from '../../ui/Card.tsx';
import { useText } from '../../ui/language.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import { Status } from '../../ui/Status.tsx';
import styles from './LanPage.module.css';

/** Asks the address as a visitor would, as far as this PC can tell. */
export function TestCard() {
  const t = useText();
  const { send, busy, problem } = useSend(lanTestEndpoint);
  const [found, setFound] = useState<z.infer<typeof lanTestEndpoint.response> | null>(null);

  async function test(): Promise<void> {
    const answer = await send({});
    if (answer.ok) setFound(answer.body);
  }

  return (
    <Card
      title={t('panel.lan.check')}
      side={
        <Button size="small" busy={busy} onClick={() => void test()}>
          {t('panel.lan.check-do')}
        </Button>
      }
      isRows
    >
      <div role="status">
        {found && (
          <CardRow
            title={t(found.is_answered ? 'panel.lan.check-yes' : 'panel.lan.check-no', {
              url: found.url,
              ms: found.ms,
            })}
            text={found.is_answered ? undefined : t('panel.lan.check-no-text')}
          >
            <Status tone={found.is_answered ? 'ok' : 'bad'}>
              {t(`panel.health.level.${found.is_answered ? 'ok' : 'bad'}`)}
            </Status>
          </CardRow>
        )}
      </div>
      <ProblemText problem={problem} />
      <p className={styles.hint}>{t('panel.lan.check-hint')}</p>
    </Card>
  );
}
