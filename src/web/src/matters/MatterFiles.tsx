import { PaperClipOutlined } from '@ant-design/icons';
import { FileList } from '../drafts/Attachments';
import { api } from '../api/client';
import { fileSize } from '../drafts/fileSize';
import { useI18n } from '../i18n';
import { useMatterFiles } from './queries';

/** Attaching files while drafting; `new` is what one gathers for the next matter. */
export function WorkingFiles({ matterId, onWait }: { matterId: string; onWait?: (settled: () => Promise<void>) => void }) {
  const { data } = useMatterFiles(matterId);
  const folder = `/matters/${encodeURIComponent(matterId)}/attachments` as const;
  return <FileList editable={data?.mayWrite === true} files={data?.working} queryKey={['matter', matterId, 'attachments']} folder={folder} place={folder} onWait={onWait} />;
}

/** Throws away what was gathered for the next matter; what cannot be taken out stays in the list. */
export async function removeGathered(): Promise<void> {
  const { working } = await api.get('/matters/new/attachments' as `/matters/${string}/attachments`);
  await Promise.allSettled(working.map((file) => api.delete(`/matters/new/attachments/${file.id}` as `/matters/${string}/attachments/${string}`)));
}

/** What a version was handed in with. */
export function VersionFiles({ matterId, version }: { matterId: string; version: number }) {
  const { t } = useI18n();
  const files = useMatterFiles(matterId).data?.versions.find((one) => one.version === version)?.files ?? [];
  if (files.length === 0) return null;
  return (
    <section className="attachments" data-testid="version-files">
      <header><h3>{t('draft.attachments')}</h3></header>
      <ul>{files.map((file) => <li key={file.id} data-testid="version-file"><PaperClipOutlined /><a href={`/api/v1/matters/${encodeURIComponent(matterId)}/attachments/${file.id}`} download={file.name}>{file.name}</a><small className="quiet">{fileSize(file.size)} · SHA-256 {file.sha256.slice(0, 12)}…</small></li>)}</ul>
    </section>
  );
}
