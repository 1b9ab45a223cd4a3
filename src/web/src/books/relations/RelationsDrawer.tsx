import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Drawer } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../api/client';
import type { ContractView, InsuranceView, PersonRelations, RelationChangeView } from '../../api/types';
import { day, minute } from '../../calendar/moment';
import { useI18n } from '../../i18n';
import { Loaded } from '../../shell/states';
import { useNarrow } from '../../shell/useNarrow';
import { transfersKey } from '../../transfers/queries';
import type { Deed } from './deeds';
import { RelationForm } from './RelationForm';

/** 合同、社会保险 of one person, with what happened to them; 人社 changes them here. */
export function RelationsDrawer({ person, name, close }: { person: string; name: string; close: () => void }) {
  const { t } = useI18n();
  const narrow = useNarrow();
  const query = useQuery({ queryKey: [transfersKey, 'relations', person], queryFn: () => api.get(`/human-resources/people/${encodeURIComponent(person)}/relations`) });
  return (
    <Drawer open onClose={close} placement="right" size={narrow ? '100%' : 620} title={t('relation.title', { name })}>
      <div data-testid="relations"><Loaded query={query} rows={8}>{(found) => <Relations of={found} />}</Loaded></div>
    </Drawer>
  );
}

function Relations({ of }: { of: PersonRelations }) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const [deed, ask] = useState<Deed | null>(null);
  const writes = of.mayChange && !of.transferId;
  const running = of.contracts.some((one) => !one.endedOn);
  const done = () => {
    ask(null);
    void message.success(t('relation.done'));
    void cache.invalidateQueries({ queryKey: [transfersKey] });
  };
  return (
    <>
      {of.transferId && <Alert type="info" showIcon className="note" title={t('relation.held')} description={<Link to={`/transfers/${encodeURIComponent(of.transferId)}`}>{t('relation.toTransfer')}</Link>} />}
      <section aria-label={t('relation.contracts')}>
        <h3 className="relation-head">{t('relation.contracts')}{writes && of.contractKinds.length > 0 && !running && <Button size="small" onClick={() => ask({ name: 'sign', kinds: of.contractKinds })} data-testid="relation-sign">{t('relation.sign')}</Button>}</h3>
        {of.needsContract && !running && <Alert type="warning" showIcon className="note" title={t('relation.noContract')} />}
        {of.contracts.length === 0 ? <p className="quiet">{t(of.contractKinds.length > 0 ? 'relation.noneYet' : 'relation.appointed')}</p> : <ul className="relation-list">{of.contracts.map((one) => <Contract key={one.number} of={one} ask={writes ? ask : undefined} />)}</ul>}
      </section>
      <section aria-label={t('relation.insurances')}>
        <h3 className="relation-head">{t('relation.insurances')}{writes && <Button size="small" onClick={() => ask({ name: 'begin' })} data-testid="relation-begin">{t('relation.begin')}</Button>}</h3>
        {of.insurances.length === 0 ? <p className="quiet">{t('relation.notInsured')}</p> : <ul className="relation-list">{of.insurances.map((one) => <Insurance key={`${one.kind} ${one.startsOn}`} of={one} ask={writes ? ask : undefined} />)}</ul>}
      </section>
      <section aria-label={t('relation.changes')}>
        <h3 className="relation-head">{t('relation.changes')}</h3>
        {of.changes.length === 0 ? <p className="quiet">{t('relation.noChanges')}</p> : <ol className="relation-list">{of.changes.map((one, at) => <Change key={`${one.at} ${at}`} of={one} />)}</ol>}
      </section>
      {deed && <RelationForm person={of.personKey} deed={deed} close={() => ask(null)} done={done} />}
    </>
  );
}

function Contract({ of, ask }: { of: ContractView; ask: ((deed: Deed) => void) | undefined }) {
  const { t, word } = useI18n();
  const label = `${word('contractKind', of.kind)} ${of.number}`;
  return (
    <li data-testid="relation-contract">
      <p><b>{label}</b>{of.endedOn ? <span className="chip tone-idle">{t('relation.ended')}</span> : of.hasRunOut ? <span className="chip tone-stopped">{t('relation.runOut')}</span> : <span className="chip tone-done">{t('relation.running')}</span>}
        {ask && !of.endedOn && <span className="relation-deeds">{of.endsOn && <Button size="small" onClick={() => ask({ name: 'renew', about: of.number, label })} data-testid="relation-renew">{t('relation.renew')}</Button>}<Button size="small" onClick={() => ask({ name: 'end', about: of.number, label })} data-testid="relation-end">{t('relation.end')}</Button></span>}
      </p>
      <p className="quiet"><span>{of.unitName}</span><span>{t('relation.span', { from: day(of.startsOn), to: of.endedOn ? day(of.endedOn) : of.endsOn ? day(of.endsOn) : t('relation.open') })}</span></p>
    </li>
  );
}

function Insurance({ of, ask }: { of: InsuranceView; ask: ((deed: Deed) => void) | undefined }) {
  const { t, word } = useI18n();
  const label = `${word('insuranceKind', of.kind)}　${of.payerName}`;
  return (
    <li data-testid="relation-insurance">
      <p><b>{word('insuranceKind', of.kind)}</b>{of.endedOn ? <span className="chip tone-idle">{t('relation.stopped', { on: day(of.endedOn) })}</span> : of.isElsewhere && <span className="chip tone-stopped">{t('relation.elsewhere')}</span>}
        {ask && !of.endedOn && <span className="relation-deeds">{of.isElsewhere && <Button size="small" onClick={() => ask({ name: 'payer', about: of.kind, label })} data-testid="relation-payer">{t('relation.payer')}</Button>}<Button size="small" onClick={() => ask({ name: 'stop', about: of.kind, label })} data-testid="relation-stop">{t('relation.stop')}</Button></span>}
      </p>
      <p className="quiet">{t('relation.paidBy', { unit: of.payerName, from: of.paidFrom.slice(0, 7) })}</p>
    </li>
  );
}

function Change({ of }: { of: RelationChangeView }) {
  const { t, word } = useI18n();
  const units = of.fromUnitName && of.toUnitName && of.fromUnitName !== of.toUnitName ? `${of.fromUnitName} → ${of.toUnitName}` : (of.toUnitName ?? of.fromUnitName);
  return (
    <li>
      <p><span>{day(of.on)}</span><b>{word('relationChange', of.kind)}</b><span>{of.about}</span>{units && <span>{units}</span>}</p>
      <p className="quiet"><span>{of.transferId ? <Link to={`/transfers/${encodeURIComponent(of.transferId)}`}>{t('relation.byTransfer', { docNo: of.docNo ?? '' })}</Link> : of.docNo}</span><span>{of.byName} {minute(of.at)}</span></p>
    </li>
  );
}
