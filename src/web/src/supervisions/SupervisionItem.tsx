import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import type { Supervision } from '../api/types';
import { minute } from '../calendar/moment';
import { useI18n } from '../i18n';
import { SupervisionDeed, type Deed } from './SupervisionDeed';

const tone = { Open: 'review', Finished: 'done', Closed: 'idle' } as const;

/** One supervision with everything that was reported, and what the reader may do with it. */
export function SupervisionItem({ one, about }: { one: Supervision; about?: ReactNode }) {
  const { t, word } = useI18n();
  const [deed, setDeed] = useState<Deed | null>(null);
  return (
    <li className="question" data-testid={`supervision-${one.id}`}>
      {about && <p className="question-about">{about}</p>}
      <p className="question-who">
        <b>{word('step', one.step)}</b> <span className="quiet">{one.unitName}</span> <span className={`chip tone-${tone[one.state]}`}>{t(`supervision.state.${one.state}`)}</span>
        {one.setAside && <span className="chip tone-idle" title={t('supervision.setAsideWhy')}>{t('supervision.setAside')}</span>}
        {one.overdue && <span className="chip tone-issue">{t('supervision.overdue')}</span>}
        <span className="quiet">{t('supervision.until', { at: minute(one.dueAt) })}</span>
      </p>
      <p className="pre">{one.requirement}</p>
      <p className="quiet">{one.byName}　{minute(one.at)}{one.leaderName && `　${t('supervision.toLeader', { name: one.leaderName })}`}</p>
      <ul className="answers">
        {one.entries.map((entry) => (
          <li key={entry.number}>
            <p className="question-who"><b>{entry.byName}</b> <span className="quiet">{entry.unitName}　{minute(entry.at)}</span> {entry.dueAt && <span className="chip tone-idle">{t('supervision.extendedTo', { at: minute(entry.dueAt) })}</span>}</p>
            <p className="pre">{entry.text}</p>
          </li>
        ))}
        {one.conclusion && <li><p className="question-who"><b>{t('supervision.conclusion')}</b> <span className="quiet">{one.closedByName}　{one.closedAt && minute(one.closedAt)}</span></p><p className="pre">{one.conclusion}</p></li>}
      </ul>
      <div className="question-deeds">
        {one.mayReport && <Button size="small" onClick={() => setDeed('progress')} data-testid="supervision-progress">{t('supervision.deed.progress')}</Button>}
        {one.mayManage && <Button size="small" onClick={() => setDeed('extend')} data-testid="supervision-extend">{t('supervision.deed.extend')}</Button>}
        {one.mayManage && <Button size="small" onClick={() => setDeed('close')} data-testid="supervision-close">{t('supervision.deed.close')}</Button>}
      </div>
      {deed && <SupervisionDeed deed={deed} one={one} close={() => setDeed(null)} />}
    </li>
  );
}
