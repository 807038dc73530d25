import { Autocomplete as Base } from '@base-ui/react/autocomplete';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../ui/language.tsx';
import { Modal } from '../../ui/Modal.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import styles from './Palette.module.css';
import { PaletteGroup, type Group } from './PaletteGroup.tsx';
import { useCommands } from './use-commands.ts';
import { useFoundStudents } from './use-found-students.ts';

type Props = { readonly onClose: () => void; readonly onKeys: () => void };

/**
 * Students by name or number, pages, actions. It remembers nothing: the next person at this PC is not to read whom the
 * last one looked for.
 */
export function Palette({ onClose, onKeys }: Props) {
  const t = useText();
  const [text, setText] = useState('');
  const { pages, actions } = useCommands(text, onKeys);
  const { students, isAsking, problem } = useFoundStudents(text);
  const groups: readonly Group[] = [
    { id: 'students', label: t('panel.palette.students'), items: students },
    { id: 'pages', label: t('panel.palette.pages'), items: pages },
    { id: 'actions', label: t('panel.palette.actions'), items: actions },
  ];
  const shown = groups.filter(({ items }) => items.length > 0);
  return (
    <Modal title={t('panel.palette.title')} hidesTitle place="top" onClose={onClose}>
      <Base.Root
        open
        inline
        items={shown}
        filter={null}
        value={text}
        onValueChange={setText}
        autoHighlight="always"
        keepHighlight
      >
        <div className={styles.box}>
          <Search aria-hidden />
          <Base.Input
            className={styles.input}
            placeholder={t('panel.palette.hint')}
            aria-label={t('panel.palette.title')}
          />
          {isAsking && <Spinner />}
        </div>
        <Base.Status className={styles.status}>{problem}</Base.Status>
        <Base.Empty>
          <p className={styles.empty}>{isAsking ? '' : t('panel.palette.empty')}</p>
        </Base.Empty>
        <Base.List className={styles.list}>
          {(group: Group) => <PaletteGroup key={group.id} group={group} onDone={onClose} />}
        </Base.List>
      </Base.Root>
    </Modal>
  );
}
