import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { Path } from '../api/routes';
import { useI18n } from '../i18n';
import { useDownload } from './useDownload';

/** Everything that a list's conditions let through, as an Excel file made by the server. */
export function ExportButton({ path, query, service = null, disabled }: { path: Path<'get'>; query?: object; service?: string | null; disabled?: boolean }) {
  const { t } = useI18n();
  const { busy, fetchFile } = useDownload();
  return <Button icon={<DownloadOutlined />} loading={busy} disabled={disabled} onClick={() => void fetchFile(path, query, service)} data-testid="export-xlsx">{t('export.excel')}</Button>;
}
