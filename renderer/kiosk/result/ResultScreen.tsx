import { Pencil } from 'lucide-react';
import type { ListedCertificate } from '../../../server/certificates/certificates.contract.ts';
import type { SearchResponse } from '../../../server/search/search.contract.ts';
import { classNames } from '../../ui/class-names.ts';
import { useLanguage } from '../../ui/language.tsx';
import { isDateEmpty, toDateText } from '../date-words.ts';
import { KioskFrame } from '../KioskFrame.tsx';
import screen from '../Screen.module.css';
import { ScreenHeading } from '../ScreenHeading.tsx';
import type { ScreenProps } from '../screen-props.ts';
import { certificateKey } from '../views.ts';
import { CertificateChoice } from './CertificateChoice.tsx';
import { CertificateView } from './CertificateView.tsx';
import { ResultActions } from './ResultActions.tsx';
import styles from './ResultScreen.module.css';
import { subjectOf } from './subject-of.ts';
import { useCertificate } from './use-certificate.ts';

type Props = ScreenProps & { readonly onPrinting: () => void };

/** The name first, then the paper in hand. */
export function ResultScreen(props: Props) {
  const { portal, tools, state, dispatch } = props;
  const certificate = state.found?.certificates[state.chosen] ?? null;
  const isOpen = portal.gates.download_enabled;
  useCertificate({ state, certificate, mayLoad: isOpen }, dispatch);
  return (
    <KioskFrame portal={portal} tools={tools} isLow>
      <main className={classNames(screen.main, styles.result)}>
        <section className={styles.side}>{state.found && <Side {...props} found={state.found} />}</section>
        {certificate && isOpen && <Paper {...props} certificate={certificate} />}
      </main>
    </KioskFrame>
  );
}

function Side({ portal, state, dispatch, onPrinting, found }: Props & { readonly found: SearchResponse }) {
  const { t } = useLanguage();
  const certificate = found.certificates[state.chosen];
  return (
    <>
      <p className={screen.eyebrow}>{t(certificate ? 'kiosk.result.eyebrow' : 'kiosk.result.eyebrow-none')}</p>
      <ScreenHeading className={styles.name}>{found.name}</ScreenHeading>
      <p className={styles.meta}>
        {isDateEmpty(state.entries)
          ? t('kiosk.result.meta-sbd', { sbd: found.sbd })
          : t('kiosk.result.meta', { dob: toDateText(state.entries), sbd: found.sbd })}
      </p>
      {certificate ? (
        <>
          <CertificateChoice
            certificates={found.certificates}
            chosen={state.chosen}
            portal={portal}
            onChoose={(index) => dispatch({ kind: 'chose', index })}
          />
          <ResultActions
            portal={portal}
            file={state.files[certificateKey(certificate)]}
            onSum={() => dispatch({ kind: 'sum-for-certificate' })}
            onPrinting={onPrinting}
          />
        </>
      ) : (
        <p className={screen.lead}>{t('kiosk.result.none')}</p>
      )}
      <button
        type="button"
        className={classNames(screen.link, styles.report)}
        onClick={() => dispatch({ kind: 'report' })}
      >
        <Pencil aria-hidden />
        <span>{t('kiosk.report.open')}</span>
      </button>
    </>
  );
}

function Paper({ portal, state, dispatch, certificate }: Props & { readonly certificate: ListedCertificate }) {
  const { locale } = useLanguage();
  const key = certificateKey(certificate);
  const alt = [state.found?.name, subjectOf(certificate, portal, locale), certificate.result_name].join(', ');
  return (
    <section className={styles.paper}>
      <CertificateView
        key={key}
        file={state.files[key]}
        alt={alt}
        onSum={() => dispatch({ kind: 'sum-for-certificate' })}
        onRetry={() => dispatch({ kind: 'certificate', key, file: null, pass: state.pass })}
      />
    </section>
  );
}
