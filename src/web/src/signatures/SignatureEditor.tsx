import { UploadOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Popconfirm } from 'antd';
import { useRef, useState } from 'react';
import { api, Problem } from '../api/client';
import type { SignatureDocument } from '../api/types';
import { useCommand } from '../api/useCommand';
import { minute } from '../calendar/moment';
import { fileSize } from '../drafts/fileSize';
import { useI18n } from '../i18n';
import { ProblemNote } from '../shell/ProblemNote';
import { signatureAddress } from './SignatureMark';

export const useSignature = () => useQuery({ queryKey: ['signature'], queryFn: () => api.get('/signature') });

/** The person's own signature image: choose, replace, take off. */
export function SignatureEditor({ document: { current, largest, widest, highest } }: { document: SignatureDocument }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const { message } = App.useApp();
  const picker = useRef<HTMLInputElement>(null);
  const [refused, setRefused] = useState<Problem | null>(null);
  const done = (text: string) => {
    void client.invalidateQueries({ queryKey: ['signature'] });
    void message.success(text);
  };
  const save = useCommand((image: string, commandId) => api.put('/signature', { commandId, image }), { onSuccess: () => done(t('common.saved')) });
  const remove = useCommand((_: null, commandId) => api.delete('/signature', { commandId }), { onSuccess: () => done(t('signature.removed')) });
  const refuse = (code: string, why: string) => setRefused(new Problem(422, code, '', why));

  async function choose(file: File | undefined) {
    save.reset();
    remove.reset();
    setRefused(null);
    if (!file) return;
    if (file.size > largest) return refuse('signature.image', t('signature.tooLarge', { most: fileSize(largest), size: fileSize(file.size) }));
    try {
      save.submit(await inBase64(file));
    } catch {
      refuse('signature.unreadable', t('signature.unreadable'));
    }
  }

  return (
    <>
      <p className="quiet">{t('signature.text')}</p>
      <ProblemNote error={refused ?? save.error ?? remove.error} />
      {current
        ? <div className="signature-current"><img src={signatureAddress(current.sha256)} alt={t('signature.title')} data-testid="my-signature" /><span className="quiet">{t('signature.since', { at: minute(current.at), width: current.width, height: current.height, size: fileSize(current.size) })}</span></div>
        : <p data-testid="no-signature">{t('signature.none')}</p>}
      <p className="quiet">{t('signature.limits', { size: fileSize(largest), width: widest, height: highest })}{current && ` ${t('signature.replaceEffect')}`}</p>
      <input ref={picker} type="file" hidden accept=".png,.jpg,.jpeg" aria-label={t('signature.choose')} data-testid="signature-input" onChange={(e) => { void choose(e.target.files?.[0]); e.target.value = ''; }} />
      <div className="question-deeds">
        <Button icon={<UploadOutlined />} loading={save.isPending} onClick={() => picker.current?.click()} data-testid="choose-signature">{t(current ? 'signature.replace' : 'signature.choose')}</Button>
        {current && (
          <Popconfirm title={t('signature.removeTitle')} description={t('signature.removeEffect')} onConfirm={() => { setRefused(null); remove.submit(null); }} okText={t('common.remove')} okButtonProps={{ danger: true }}>
            <Button danger loading={remove.isPending} data-testid="remove-signature">{t('common.remove')}</Button>
          </Popconfirm>
        )}
      </div>
    </>
  );
}

const inBase64 = async (file: File): Promise<string> => btoa(Array.from(new Uint8Array(await file.arrayBuffer()), (byte) => String.fromCharCode(byte)).join(''));
