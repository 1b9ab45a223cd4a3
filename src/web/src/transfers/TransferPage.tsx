import { Alert, type TableColumnsType } from 'antd';
import { Link, useParams } from 'react-router';
import type { TransferDocument, TransferLine } from '../api/types';
import { day, minute } from '../calendar/moment';
import { useI18n } from '../i18n';
import { DataTable } from '../shell/DataTable';
import { Loaded } from '../shell/states';
import { useTransfer } from './queries';
import { railOf } from './status';
import { TransferDeeds } from './TransferDeeds';
import { TransferLegs } from './TransferLegs';
import { TransferChip } from './TransferList';
import { TransferPeople } from './TransferPeople';

/** One 转隶事项: its way, the three authorities, who and what moves, and what happened. */
export function TransferPage() {
  const { transferId = '' } = useParams();
  return <Loaded query={useTransfer(transferId)}>{(found) => <Shown of={found} />}</Loaded>;
}

function Shown({ of }: { of: TransferDocument }) {
  const { t } = useI18n();
  const { transfer } = of;
  const holds = ['Reserving', 'Refused', 'Held'].includes(transfer.status);
  return (
    <div className="page">
      <header className="case-header panel" data-testid="transfer-head">
        <div className="case-title">
          <div>
            <p className="case-crumb"><Link to="/transfers">{t('transfer.list')}</Link></p>
            <h1>{transfer.title}</h1>
          </div>
          <div className="case-actions"><TransferDeeds of={of} /></div>
        </div>
        <div className="case-meta">
          <TransferChip status={transfer.status} />
          {of.noticeNo && <span className="issued-number">{of.noticeNo}</span>}
          <span>{transfer.units}</span>
          <span>{t('transfer.amounts', { quotas: transfer.quotas, people: transfer.people })}</span>
          <span>{t('transfer.effect', { at: day(transfer.takesEffectOn) })}</span>
          <span className="quiet">{t('transfer.byWhom', { name: transfer.byName })}</span>
          {holds && <span className="quiet">{t('transfer.holdUntil', { at: minute(transfer.holdUntil) })}</span>}
        </div>
        {of.releaseReason && <Alert type="warning" showIcon className="note" title={t('transfer.releasedBecause', { reason: of.releaseReason })} />}
        <ol className="rail" aria-label={t('transfer.rail')}>
          {railOf(transfer.status).map(({ stop, state }) => (
            <li key={stop} className={`rail-${state}`} aria-current={state === 'current' ? 'step' : undefined}>
              <span className="rail-dot" aria-hidden>{state === 'done' ? '✓' : ''}</span>
              <span className="rail-name">{t(`transfer.stop.${stop}`)}</span>
            </li>
          ))}
        </ol>
      </header>
      <TransferLegs of={of} />
      <Lines of={of} />
      <TransferPeople of={of} />
      <Events of={of} />
    </div>
  );
}

function Lines({ of }: { of: TransferDocument }) {
  const { t } = useI18n();
  const columns: TableColumnsType<TransferLine> = [
    { title: t('transfer.from'), key: 'from', render: (_, line) => line.fromUnitName },
    { title: t('transfer.to'), key: 'to', render: (_, line) => line.toUnitName },
    { title: t('transfer.quota'), key: 'quota', render: (_, line) => <>{line.type}<br /><small className="quiet">{line.funding}</small></> },
    { title: t('transfer.count'), key: 'count', width: 90, render: (_, line) => line.count },
    { title: t('transfer.persons'), key: 'people', width: 90, render: (_, line) => line.people.length },
    { title: t('transfer.ground'), key: 'ground', render: (_, line) => [line.dutyTransferId, line.docNo, line.approvalNo].filter(Boolean).join('；') },
  ];
  return (
    <section className="panel transfer-part" aria-label={t('transfer.lines')}>
      <h2>{t('transfer.lines')}</h2>
      <DataTable<TransferLine> label={t('transfer.lines')} rowKey={(line) => of.lines.indexOf(line)} size="small" columns={columns} dataSource={of.lines} pagination={false} className="grid" scroll={{ x: 720 }} />
    </section>
  );
}

function Events({ of }: { of: TransferDocument }) {
  const { t } = useI18n();
  return (
    <section className="panel transfer-part" aria-label={t('transfer.events')}>
      <h2>{t('transfer.events')}</h2>
      <ol className="timeline">
        {of.events.map((one) => (
          <li key={one.number} className={one.byName ? 'decision' : one.text.includes('不同意') ? 'warn' : ''}>
            <time dateTime={one.at}>{minute(one.at)}</time>
            <span className="timeline-dot" aria-hidden />
            <div>{one.text}{one.byName && <span className="timeline-who">　{one.byName}</span>}</div>
          </li>
        ))}
      </ol>
    </section>
  );
}
