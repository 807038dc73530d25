import { verifyBackupEndpoint } from '../../../server/backup/backup.contract.ts';
import { useSend } from '../../api/use-ask.ts';
import { useLanguage } from '../../ui/language.tsx';
import { problemFacts, problemText } from '../../ui/problem.ts';
import { useToast } from '../../ui/Toast.tsx';

/** Whether a file is still what it was, told in a toast. */
export function useVerify(): (name: string) => Promise<void> {
  const { t, isText } = useLanguage();
  const tell = useToast();
  const { send } = useSend(verifyBackupEndpoint);
  return async (name) => {
    const answer = await send({ name });
    if (answer.ok) tell(t('panel.backup.verified'), { text: t('panel.backup.counted', answer.body.counts) });
    else tell(t(problemText(answer.problem, isText), problemFacts(answer.problem)), { tone: 'bad' });
  };
}
