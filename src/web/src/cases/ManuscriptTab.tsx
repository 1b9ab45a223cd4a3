import { CheckCircleOutlined, CopyOutlined, DownloadOutlined, PaperClipOutlined, WarningOutlined } from '@ant-design/icons';
import { App, Button, Select } from 'antd';
import { useSearchParams } from 'react-router';
import type { CaseDetail, VersionView } from '../api/caseTypes';
import { minute } from '../calendar/moment';
import { Attachments } from '../drafts/Attachments';
import { fileSize } from '../drafts/fileSize';
import { ManuscriptView } from '../drafts/ManuscriptView';
import { useI18n } from '../i18n';
import { copyText } from '../shell/copyText';
import { download } from '../shell/csv';
import { Empty, Loaded } from '../shell/states';
import { useSession, useUser } from '../session/SessionContext';
import { useDraft, useVersion, useVersions } from './queries';

/** Every frozen version with its hash, and what the unit is writing now for those who may see it. */
export function ManuscriptTab({ detail }: { detail: CaseDetail }) {
  const { t, word } = useI18n();
  const user = useUser();
  const { has } = useSession();
  const [search, setSearch] = useSearchParams();
  const versions = useVersions(detail.id);
  const mayDraft = (user.unitId === detail.unit.id && has('BM-JB', 'BM-FZ')) || has('BB-SH', 'BB-ZR', 'ZB');
  const asked = search.get('version');
  return (
    <Loaded query={versions}>
      {(list) => {
        const current = asked === 'draft' && mayDraft ? 'draft' : list.find((v) => v.number === asked)?.number ?? list.at(-1)?.number ?? (mayDraft ? 'draft' : null);
        if (!current) return <Empty title={t('case.noVersions')} />;
        const options = [...list].reverse().map((v) => ({ value: v.number, label: `${v.number}　${word('versionKind', v.kind)}　${minute(v.createdAt)}　${v.authorName}` }));
        if (mayDraft) options.push({ value: 'draft', label: t('draft.working') });
        return (
          <>
            <div className="tab-bar"><Select value={current} options={options} aria-label={t('common.version')} popupMatchSelectWidth={false} data-testid="version-select"
              onChange={(v) => setSearch((now) => { const next = new URLSearchParams(now); next.set('version', v); return next; }, { replace: true })} /></div>
            {current === 'draft' ? <WorkingDraft caseId={detail.id} /> : <FrozenVersion caseId={detail.id} number={current} title={detail.title} />}
          </>
        );
      }}
    </Loaded>
  );
}

function WorkingDraft({ caseId }: { caseId: string }) {
  const { t } = useI18n();
  const query = useDraft(caseId);
  return (
    <Loaded query={query}>
      {(draft) => draft.revision === 0 ? <Empty title={t('draft.empty')} /> : (
        <>
          <p className="quiet">{t('draft.savedBy', { name: draft.updatedByName ?? '', at: minute(draft.updatedAt), n: draft.revision })}</p>
          <ManuscriptView manuscript={draft} />
          <Attachments caseId={caseId} editable={false} />
        </>
      )}
    </Loaded>
  );
}

const asText = (v: VersionView): string => [v.title, ...v.sections.flatMap((s) => ['', s.heading, s.text]), ...(v.explanation ? ['', '起草说明', v.explanation] : []), '', `${v.number}  SHA-256 ${v.sha256}`, ''].join('\r\n');

function FrozenVersion({ caseId, number, title }: { caseId: string; number: string; title: string }) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const query = useVersion(caseId, number);
  return (
    <Loaded query={query}>
      {(v) => (
        <>
          <div className="hash-line">
            <span className={v.intact ? 'good' : 'bad'}>{v.intact ? <CheckCircleOutlined /> : <WarningOutlined />} {t(v.intact ? 'draft.intact' : 'draft.broken')}</span>
            <code title={v.sha256}>SHA-256 {v.sha256.slice(0, 16)}…</code>
            <Button size="small" type="text" icon={<CopyOutlined />} aria-label={t('common.copy')} onClick={() => void copyText(v.sha256).then(() => message.success(t('common.copied')))} />
            <span className="spacer" />
            <Button size="small" icon={<DownloadOutlined />} onClick={() => download(`${title}-${v.number}.txt`, asText(v), 'text/plain;charset=utf-8')}>{t('common.download')}</Button>
          </div>
          <ManuscriptView manuscript={v} />
          {v.attachments.length > 0 && (
            <section className="attachments"><header><h3>{t('draft.attachments')}</h3></header>
              <ul>{v.attachments.map((a) => <li key={a.id}><PaperClipOutlined /><a href={`/api/v1/attachments/${a.id}`} download={a.name}>{a.name}</a><small className="quiet">{fileSize(a.size)} · SHA-256 {a.sha256.slice(0, 12)}…</small></li>)}</ul>
            </section>
          )}
        </>
      )}
    </Loaded>
  );
}
