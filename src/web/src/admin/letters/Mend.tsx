import { App, Button, Input } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Problem } from '../../api/client';
import type { DeadLetterContent } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { useI18n } from '../../i18n';
import { ProblemNote } from '../../shell/ProblemNote';
import { useService } from '../services/useService';

/** Another body for one delivery. What was typed stays while the server says no, and while others change the letter. */
export function Mend({ content, revision, close }: { content: DeadLetterContent; revision: number; close: () => void }) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const { api } = useService();
  const [body, write] = useState(content.body);
  const command = useCommand((_: void, commandId) => api.post(`/dead-letters/${encodeURIComponent(content.letter.id)}/mend`, { commandId, revision, body }), {
    onSuccess: async () => {
      void message.success(t('letter.saved'));
      await cache.invalidateQueries({ queryKey: ['operations'] });
      close();
    },
  });
  const reload = async () => {
    await cache.invalidateQueries({ queryKey: ['operations'] });
    close();
  };
  const stale = command.error instanceof Problem && command.error.status === 409 && command.error.code !== 'dead-letter.unchanged';
  return (
    <section className="system-part">
      <h2>{t('letter.mend')}</h2>
      <p className="quiet">{t('letter.mendText')}</p>
      {content.covered > 0 && <p className="quiet">{t('letter.covered', { n: content.covered })}</p>}
      <ProblemNote error={command.error} fieldName={(path) => (path === 'body' ? undefined : path)} action={stale && <Button size="small" onClick={() => void reload()}>{t('letter.reload')}</Button>} />
      <Input.TextArea className="letter-edit" aria-label={t('letter.mend')} value={body} onChange={(event) => write(event.target.value)} autoSize={{ minRows: 8, maxRows: 28 }} spellCheck={false} />
      <div className="form-end">
        <Button onClick={close}>{t('common.cancel')}</Button>
        <Button type="primary" loading={command.isPending} disabled={body === content.body} onClick={() => command.submit()}>{t('letter.save')}</Button>
      </div>
    </section>
  );
}
