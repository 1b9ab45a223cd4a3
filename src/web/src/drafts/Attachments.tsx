import { DeleteOutlined, DownloadOutlined, PaperClipOutlined, UploadOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Popconfirm, Progress } from 'antd';
import { useEffect, useRef, useState, type DragEvent } from 'react';
import { api, newId, Problem, upload } from '../api/client';
import type { Attachment } from '../api/caseTypes';
import { isDefinite } from '../api/useCommand';
import { minute } from '../calendar/moment';
import { useAttachments } from '../cases/queries';
import { useI18n } from '../i18n';
import { ProblemNote } from '../shell/ProblemNote';
import { fileSize } from './fileSize';

interface Upload { id: string; file: File; share: number; error: unknown; running?: Promise<void> }

/** What the host accepts; it looks at every file itself, this spares people the wait. */
const accepted = '.pdf,.docx,.xlsx,.png,.jpg,.jpeg';
const largest = 20 * 1024 * 1024;

/** The files of the working draft of a case. */
export function Attachments({ caseId, ...rest }: { caseId: string; editable: boolean; onWait?: (settled: () => Promise<void>) => void }) {
  const { data } = useAttachments(caseId);
  return <FileList {...rest} files={data} queryKey={['case', caseId, 'attachments']} folder={`/cases/${encodeURIComponent(caseId)}/attachments`} place="/attachments" />;
}

/** Files that can be added to and taken out. A failed upload stays in the list with its reason and can be repeated as the same command.
 * @param folder Where files are added.
 * @param place Below it each file is found by its id. */
export function FileList({ files, queryKey, folder, place, editable, onWait }: {
  files: Attachment[] | undefined; queryKey: string[]; folder: `/cases/${string}/attachments` | `/matters/${string}/attachments`; place: '/attachments' | `/matters/${string}/attachments`;
  editable: boolean; onWait?: (settled: () => Promise<void>) => void;
}) {
  const { t } = useI18n();
  const client = useQueryClient();
  const [uploads, setUploads] = useState<Upload[]>([]);
  const [over, setOver] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const picker = useRef<HTMLInputElement>(null);
  const fresh = () => client.invalidateQueries({ queryKey });
  const list = useRef(uploads);
  const change = (next: (list: Upload[]) => Upload[]) => { list.current = next(list.current); setUploads(list.current); };
  const update = (id: string, patch: Partial<Upload>) => change((now) => now.map((u) => (u.id === id ? { ...u, ...patch } : u)));
  const forget = (id: string) => change((now) => now.filter((u) => u.id !== id));

  const send = (id: string, file: File) => {
    const running = carry(id, file);
    update(id, { error: null, share: 0, running });
  };
  async function carry(id: string, file: File) {
    if (file.size > largest) return refuse(id, t('draft.tooLarge', { size: fileSize(file.size), most: fileSize(largest) }));
    const form = new FormData();
    form.append('commandId', id);
    form.append('file', file);
    try {
      await upload(folder, form, (share) => update(id, { share }));
      forget(id);
      await fresh();
    } catch (failure) {
      update(id, { error: failure });
    }
  }
  const refuse = async (id: string, why: string) => { await Promise.resolve(); update(id, { error: new Problem(413, 'attachment.too-large', '', why) }); };
  const add = (chosen: globalThis.FileList | null) => {
    const made = [...(chosen ?? [])].map((file) => ({ id: newId(), file, share: 0, error: null }));
    change((now) => [...now, ...made]);
    made.forEach((u) => send(u.id, u.file));
  };
  async function remove(file: Attachment) {
    setError(null);
    try { await api.delete(`${place}/${file.id}`); } catch (failure) { setError(failure); }
    await fresh();
  }
  useEffect(() => {
    // A manuscript must not leave without a file that is still on its way.
    onWait?.(async () => {
      await Promise.all(list.current.map((u) => u.running));
      if (list.current.length > 0) throw new Problem(409, 'attachment.unfinished', '', t('draft.uploadUnfinished', { names: list.current.map((u) => u.file.name).join('、') }));
    });
  }, [onWait, t]);
  const busy = uploads.some((u) => !u.error);
  useEffect(() => {
    if (!busy) return undefined;
    const guard = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', guard);
    return () => window.removeEventListener('beforeunload', guard);
  }, [busy]);
  const drop = (event: DragEvent) => { event.preventDefault(); setOver(false); add(event.dataTransfer.files); };

  return (
    <section className={`attachments ${over ? 'over' : ''}`} onDragOver={(e) => { if (editable) { e.preventDefault(); setOver(true); } }} onDragLeave={() => setOver(false)} onDrop={editable ? drop : undefined}>
      <header><h3>{t('draft.attachments')}</h3>{editable && <><Button size="small" icon={<UploadOutlined />} onClick={() => picker.current?.click()}>{t('draft.upload')}</Button><span className="quiet">{t('draft.uploadHint')}</span></>}</header>
      {editable && <input ref={picker} type="file" multiple hidden data-testid="attachment-input" accept={accepted} onChange={(e) => { add(e.target.files); e.target.value = ''; }} />}
      <ProblemNote error={error} />
      <ul>
        {(files ?? []).map((file) => (
          <li key={file.id} data-testid="attachment">
            <PaperClipOutlined /><a href={`/api/v1${place}/${file.id}`} download={file.name}>{file.name}</a>
            <small className="quiet">{fileSize(file.size)} · {file.uploadedByName} · {minute(file.uploadedAt)}</small>
            <span className="spacer" />
            <a href={`/api/v1${place}/${file.id}`} download={file.name} aria-label={`${t('common.download')} ${file.name}`}><DownloadOutlined /></a>
            {editable && file.canRemove && <Popconfirm title={t('draft.removeFile', { name: file.name })} onConfirm={() => void remove(file)} okButtonProps={{ danger: true }} okText={t('common.remove')}><Button type="text" size="small" icon={<DeleteOutlined />} aria-label={`${t('common.remove')} ${file.name}`} /></Popconfirm>}
          </li>
        ))}
        {uploads.map((u) => (
          <li key={u.id} data-testid="upload">
            <PaperClipOutlined /><span>{u.file.name}</span>
            {u.error ? <span className="upload-failed"><ProblemNote error={u.error} action={<>{!isDefinite(u.error) && <Button size="small" onClick={() => send(u.id, u.file)} data-testid="upload-retry">{t('common.retry')}</Button>} <Button size="small" onClick={() => forget(u.id)}>{t('common.remove')}</Button></>} /></span>
              : <Progress percent={Math.round(u.share * 100)} size="small" style={{ maxWidth: 220 }} />}
          </li>
        ))}
        {files?.length === 0 && uploads.length === 0 && <li className="quiet">{t('draft.noAttachments')}</li>}
      </ul>
    </section>
  );
}
