import { DownOutlined, FilePdfOutlined, FileWordOutlined, PrinterOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import { api } from '../api/client';
import { useI18n } from '../i18n';
import { useDownload } from '../shell/useDownload';

/** 审批单 of a case or a matter: as a Word file, as a PDF, or printed. Where the server makes no PDF, the page for printing takes its place. */
export function ApprovalFormMenu({ of, id }: { of: 'cases' | 'matters'; id: string }) {
  const { t } = useI18n();
  const { busy, fetchFile } = useDownload();
  const printing = useQuery({ queryKey: ['printing'], queryFn: () => api.get('/printing'), staleTime: Infinity });
  const form = `/${of}/${encodeURIComponent(id)}/approval-form` as const;
  const print = () => void window.open(`/api/v1${form}.html`, '_blank');
  const choose = (format: string) => {
    if (format === 'docx') void fetchFile(`${form}.docx`);
    else if (format === 'pdf' && printing.data?.pdf !== false) void fetchFile(`${form}.pdf`);
    else print();
  };
  const items = [
    { key: 'docx', icon: <FileWordOutlined />, label: <span data-testid="approval-docx">{t('case.form.docx')}</span> },
    { key: 'pdf', icon: <FilePdfOutlined />, label: <span data-testid="approval-pdf">{t(printing.data?.pdf === false ? 'case.form.pdfByHand' : 'case.form.pdf')}</span> },
    { key: 'html', icon: <PrinterOutlined />, label: <span data-testid="approval-print">{t('case.form.print')}</span> },
  ];
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => choose(key) }} disabled={busy}>
      <Button icon={<PrinterOutlined />} loading={busy} data-testid="approval-form">{t(busy ? 'case.form.making' : 'case.form')} <DownOutlined /></Button>
    </Dropdown>
  );
}
