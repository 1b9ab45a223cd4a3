import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { api, Problem } from '../api/client';
import type { CopyView } from '../api/types';
import { useCommand } from '../api/useCommand';
import { minute } from '../calendar/moment';
import { Field } from '../forms/Field';
import { OpinionArea } from '../forms/OpinionArea';
import { Problems } from '../forms/problems';
import { useI18n } from '../i18n';
import { ProblemNote } from '../shell/ProblemNote';
import { talkKey } from './queries';

/** 阅知意见: free, and the reader's to correct. */
export function MyOpinion({ id, copy }: { id: string; copy: CopyView }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [text, setText] = useState(copy.opinion ?? '');
  const write = useCommand((_: null, commandId) => api.post(`/copies/${encodeURIComponent(id)}/opinion`, { commandId, opinion: text }), {
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: [talkKey] });
      void message.success(t('common.saved'));
    },
  });
  return (
    <section className="panel pad-panel">
      <p className="quiet">{t('copies.readAt')} {minute(copy.readAt)}</p>
      <ProblemNote error={write.error} />
      <Problems problems={write.error instanceof Problem ? write.error.problems : []}>
        <Field path="opinion" label={t('copies.opinion')} help={copy.opinionAt ? minute(copy.opinionAt) : undefined}>
          {(input) => <OpinionArea {...input} autoSize={{ minRows: 2, maxRows: 8 }} maxLength={500} value={text} onChange={(e) => setText(e.target.value)} data-testid="copy-opinion" />}
        </Field>
      </Problems>
      <Button type="primary" disabled={text.trim() === (copy.opinion ?? '')} loading={write.isPending} onClick={() => write.submit(null)} data-testid="save-opinion">{t('common.save')}</Button>
    </section>
  );
}
