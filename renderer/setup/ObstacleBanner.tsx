import type { SetupState } from '../../server/setup/setup.contract.ts';
import { Banner } from '../ui/Banner.tsx';
import { useText } from '../ui/language.tsx';

/** Why the place of the center needs a look before anything is made there. */
export function ObstacleBanner({ obstacle }: Pick<SetupState, 'obstacle'>) {
  const t = useText();
  if (!obstacle) return null;
  const { kind, folder } = obstacle;
  const isLost = kind === 'lost';
  return (
    <Banner tone={isLost ? 'warn' : 'bad'} title={t(isLost ? 'setup.lost.title' : 'setup.occupied.title', { folder })}>
      {t(isLost ? 'setup.lost.text' : 'setup.occupied.text')}
    </Banner>
  );
}
