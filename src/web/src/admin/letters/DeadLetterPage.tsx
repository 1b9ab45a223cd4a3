import { App, Button, Popconfirm } from 'antd';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { DeadLetterContent } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { minute } from '../../calendar/moment';
import { useI18n } from '../../i18n';
import { useUser } from '../../session/SessionContext';
import { ProblemNote } from '../../shell/ProblemNote';
import { Loaded } from '../../shell/states';
import { useService } from '../services/useService';
import { Discard } from './Discard';
import { LetterState } from './LetterState';
import { Mend } from './Mend';

/** One message that failed: what it says, why it failed, and what an operator does about it. */
export function DeadLetterPage() {
  const { t } = useI18n();
  const { id = '' } = useParams();
  const { name: service, api, to } = useService();
  const query = useQuery({ queryKey: ['operations', 'dead-letter', service, id], queryFn: () => api.get(`/dead-letters/${encodeURIComponent(id)}`) });
  return (
    <div className="page">
      <p className="back"><Link to={to('/admin/dead-letters')}>← {t('letter.title')}</Link></p>
      <Loaded query={query} rows={8}>{(content) => <Told content={content} />}</Loaded>
    </div>
  );
}

function Told({ content }: { content: DeadLetterContent }) {
  const { t } = useI18n();
  const { letter } = content;
  const [mending, mend] = useState<{ revision: number } | null>(null);
  const acts = useUser().roles.includes('SA') && (letter.state === 'Failing' || letter.state === 'GivenUp');
  return (
    <>
      <header className="page-head"><h1>{letter.handler.replace(`.${letter.messageType}`, '')}</h1><LetterState state={letter.state} /><span className="spacer" />
        {acts && !mending && <><Replay id={String(letter.id)} /><Button onClick={() => mend({ revision: letter.revision })}>{t('letter.mend')}</Button><Discard id={String(letter.id)} /></>}
      </header>
      <dl className="facts">
        <div><dt>{t('letter.type')}</dt><dd><code>{letter.messageType}</code></dd></div>
        <div><dt>{t('letter.messageId')}</dt><dd><code>{letter.messageId}</code></dd></div>
        <div><dt>{t('letter.failedAt')}</dt><dd>{minute(letter.failedAt)}</dd></div>
        <div><dt>{t('letter.attempts')}</dt><dd>{letter.attempts}</dd></div>
        {letter.nextAt && <div><dt>{t('letter.nextAt')}</dt><dd>{minute(letter.nextAt)}</dd></div>}
      </dl>
      {letter.unread && <p className="system-lead">{t('letter.unread')}</p>}
      {letter.mendedBy && <p className="system-lead">{t('letter.mendedBy', { name: letter.mendedBy, n: letter.revision })}</p>}
      {letter.discardedBy && <p className="system-lead">{t('letter.discardedBy', { name: letter.discardedBy, reason: letter.reason ?? '' })}</p>}
      {letter.error && <section className="system-part"><h2>{t('letter.error')}</h2><pre className="letter-body letter-error" tabIndex={0}>{letter.error}</pre></section>}
      {mending ? <Mend content={content} revision={mending.revision} close={() => mend(null)} /> : (
        <section className="system-part">
          <h2>{t(content.original === null ? 'letter.body' : 'letter.bodyMended')}</h2>
          <pre className="letter-body" tabIndex={0} data-testid="letter-body">{content.body}</pre>
          {content.covered > 0 && acts && <p className="quiet">{t('letter.covered', { n: content.covered })}</p>}
        </section>
      )}
      {content.original !== null && <details className="system-part"><summary>{t('letter.original')}</summary><pre className="letter-body" tabIndex={0}>{content.original}</pre></details>}
    </>
  );
}

function Replay({ id }: { id: string }) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const { api } = useService();
  const command = useCommand((_: void, commandId) => api.post(`/dead-letters/${encodeURIComponent(id)}/replay`, { commandId }), {
    onSuccess: () => { void message.success(t('letter.replayed')); void cache.invalidateQueries({ queryKey: ['operations'] }); },
  });
  return (
    <>
      <Popconfirm title={t('letter.replay')} description={<span className="wrap narrow">{t('letter.replayEffect')}</span>} onConfirm={() => command.submit()}><Button type="primary" loading={command.isPending}>{t('letter.replay')}</Button></Popconfirm>
      <ProblemNote error={command.error} />
    </>
  );
}
