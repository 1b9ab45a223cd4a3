import { DeleteOutlined, DownloadOutlined, PaperClipOutlined, UploadOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Popconfirm, Progress } from 'antd';
import { useRef, useState, type DragEvent } from 'react';
import { api, newId, upload } from '../api/client';
import type { Attachment } from '../api/caseTypes';
import { minute } from '../calendar/moment';
import { useAttachments } from '../cases/queries';
import { useI18n } from '../i18n';
import { ProblemNote } from '../shell/ProblemNote';
import { fileSize } from './fileSize';

interface Upload { id: string; file: File; share: number; error: unknown }

/** The files of the working draft. A failed upload stays in the list with its reason and can be repeated as the same command. */
export function Attachments({ caseId, editable }: { caseId: string; editable: boolean }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const { data } = useAttachments(caseId);
  const [uploads, setUploads] = useState<Upload[]>([]);
  const [over, setOver] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const picker = useRef<HTMLInputElement>(null);
  const fresh = () => client.invalidateQueries({ queryKey: ['case', caseId, 'attachments'] });
  const update = (id: string, patch: Partial<Upload>) => setUploads((list) => list.map((u) => (u.id === id ? { ...u, ...patch } : u)));

  async function send(id: string, file: File) {
    update(id, { error: null, share: 0 });
    const form = new FormData();
    form.append('commandId', id);
    form.append('file', file);
    try {
      await upload(`/cases/${encodeURIComponent(caseId)}/attachments`, form, (share) => update(id, { share }));
      setUploads((list) => list.filter((u) => u.id !== id));
      await fresh();
    } catch (failure) {
      update(id, { error: failure });
    }
  }
  const add = (files: FileList | null) => {
    const made = [...(files ?? [])].map((file) => ({ id: newId(), file, share: 0, error: null }));
    setUploads((list) => [...list, ...made]);
    made.forEach((u) => void send(u.id, u.file));
  };
  async function remove(file: Attachment) {
    setError(null);
    try { await api.delete(`/attachments/${file.id}`); } catch (failure) { setError(failure); }
    await fresh();
  }
  const drop = (event: DragEvent) => { event.preventDefault(); setOver(false); add(event.dataTransfer.files); };

  return (
    <section className={`attachments ${over ? 'over' : ''}`} onDragOver={(e) => { if (editable) { e.preventDefault(); setOver(true); } }} onDragLeave={() => setOver(false)} onDrop={editable ? drop : undefined}>
      <header><h3>{t('draft.attachments')}</h3>{editable && <><Button size="small" icon={<UploadOutlined />} onClick={() => picker.current?.click()}>{t('draft.upload')}</Button><span className="quiet">{t('draft.uploadHint')}</span></>}</header>
      <input ref={picker} type="file" multiple hidden data-testid="attachment-input" accept=".pdf,.docx,.xlsx,.pptx,.ofd,.png,.jpg,.jpeg,.txt" onChange={(e) => { add(e.target.files); e.target.value = ''; }} />
      <ProblemNote error={error} />
      <ul>
        {(data ?? []).map((file) => (
          <li key={file.id}>
            <PaperClipOutlined /><a href={`/api/v1/attachments/${file.id}`} download={file.name}>{file.name}</a>
            <small className="quiet">{fileSize(file.size)} · {file.uploadedByName} · {minute(file.uploadedAt)}</small>
            <span className="spacer" />
            <a href={`/api/v1/attachments/${file.id}`} download={file.name} aria-label={`${t('common.download')} ${file.name}`}><DownloadOutlined /></a>
            {editable && file.canRemove && <Popconfirm title={t('draft.removeFile', { name: file.name })} onConfirm={() => void remove(file)} okButtonProps={{ danger: true }} okText={t('common.remove')}><Button type="text" size="small" icon={<DeleteOutlined />} aria-label={`${t('common.remove')} ${file.name}`} /></Popconfirm>}
          </li>
        ))}
        {uploads.map((u) => (
          <li key={u.id}>
            <PaperClipOutlined /><span>{u.file.name}</span>
            {u.error ? <span className="upload-failed"><ProblemNote error={u.error} action={<><Button size="small" onClick={() => void send(u.id, u.file)}>{t('common.retry')}</Button> <Button size="small" onClick={() => setUploads((list) => list.filter((x) => x.id !== u.id))}>{t('common.remove')}</Button></>} /></span>
              : <Progress percent={Math.round(u.share * 100)} size="small" style={{ maxWidth: 220 }} />}
          </li>
        ))}
        {data?.length === 0 && uploads.length === 0 && <li className="quiet">{t('draft.noAttachments')}</li>}
      </ul>
    </section>
  );
}
