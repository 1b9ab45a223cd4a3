import { Link } from 'react-router';
import { minute } from '../../calendar/moment';
import { useI18n } from '../../i18n';
import { Empty } from '../../shell/states';
import { OperationList } from '../OperationList';
import { useService } from '../services/useService';
import { LetterState } from './LetterState';

const states = ['Failing', 'GivenUp', 'TakenIn', 'Discarded'];

/** 死信: messages that a handler could not handle, of whatever reason. */
export function DeadLetters() {
  const { t, word } = useI18n();
  const { to } = useService();
  return (
    <OperationList path="/dead-letters" services title={t('letter.title')} text={t('letter.text')} searchable rowKey={(row) => String(row.id)}
      conditions={[{ name: 'state', label: t('common.status'), options: states.map((value) => ({ value, label: word('letterState', value) })) }]}
      empty={<Empty title={t('letter.none')} text={t('letter.noneText')} />}
      columns={[
        { title: t('letter.handler'), value: (row) => row.handler, render: (row) => <Link to={to(`/admin/dead-letters/${row.id}`)}><b>{row.handler.replace(`.${row.messageType}`, '')}</b><br /><code className="quiet">{row.messageType}</code></Link> },
        { title: t('common.status'), value: (row) => word('letterState', row.state), render: (row) => <LetterState state={row.state} /> },
        { title: t('letter.error'), value: (row) => row.reason ?? row.error, render: (row) => <span className="wrap narrow">{row.state === 'Discarded' ? t('letter.discardedBy', { name: row.discardedBy ?? '', reason: row.reason ?? '' }) : row.error}</span> },
        { title: t('letter.attempts'), value: (row) => row.attempts, align: 'right' },
        { title: t('letter.failedAt'), value: (row) => minute(row.failedAt) },
        { title: t('letter.nextAt'), value: (row) => minute(row.nextAt) },
      ]} />
  );
}
