import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, LockOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Input, Popconfirm, Tooltip } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Draft, Manuscript, Section, TemplateSection } from '../api/caseTypes';
import { Field } from '../forms/Field';
import type { SaveState } from '../forms/useAutosave';
import { useI18n } from '../i18n';
import { Attachments } from './Attachments';
import { NewerTemplate } from './NewerTemplate';
import { missingSections, sameHeading, sameText } from './template';
import { scrolling } from '../shell/motion';
import { useWorkingDraft } from './useWorkingDraft';

/** Title, sections and drafting note of the working draft, with the template it must keep to. */
export function DraftEditor({ draft, beforeSubmit, onState }: { draft: Draft; beforeSubmit: (flush: () => Promise<void>) => void; onState: (state: SaveState) => void }) {
  const { t } = useI18n();
  const working = useWorkingDraft(draft);
  const { value, change, flush, state } = working;
  const uploads = useRef(() => Promise.resolve());
  const onWait = useCallback((settled: () => Promise<void>) => { uploads.current = settled; }, []);
  useEffect(() => beforeSubmit(async () => { await uploads.current(); await flush(); }), [beforeSubmit, flush]);
  useEffect(() => onState(state), [onState, state]);
  const [shown, setShown] = useState<number | null>(null);
  const set = (patch: Partial<Manuscript>) => change((now) => ({ ...now, ...patch }));
  const setSection = (i: number, patch: Partial<Section>) => change((now) => ({ ...now, sections: now.sections.map((s, at) => (at === i ? { ...s, ...patch } : s)) }));
  const move = (i: number, by: number) => change((now) => {
    const sections = [...now.sections];
    const [section] = sections.splice(i, 1);
    sections.splice(i + by, 0, section!);
    return { ...now, sections };
  });
  const insert = (i: number) => { change((now) => ({ ...now, sections: [...now.sections.slice(0, i), { heading: '', text: '' }, ...now.sections.slice(i)] })); setShown(i); };
  const template = draft.template;
  const missing = template ? missingSections(value.sections, template.sections) : [];
  const length = value.sections.reduce((n, s) => n + s.heading.length + s.text.length, 0);
  return (
    <div className="draft-editor">
      {working.conflict && (
        <Alert className="note" type="warning" showIcon role="alert" title={working.conflict.detail || t('draft.conflict')}
          description={t('draft.conflictText')}
          action={<div className="stack"><Button size="small" type="primary" onClick={working.overwrite} data-testid="draft-keep-mine">{t('draft.keepMine')}</Button><Button size="small" onClick={working.takeTheirs} data-testid="draft-take-theirs">{t('draft.takeTheirs')}</Button></div>} />
      )}
      {working.restored && state !== 'saved' && <Alert className="note" type="info" showIcon closable title={t('form.restored')} />}
      {state === 'refused' && working.error instanceof Error && <Alert className="note" type="error" showIcon role="alert" title={working.error.message} />}
      <Findings draft={draft} stale={state === 'dirty' || state === 'saving'} />
      <NewerTemplate draft={draft} />
      {missing.length > 0 && (
        <Alert className="note" type="info" title={t('draft.templateMissing', { version: template!.version, names: missing.map((s) => s.heading).join('、') })}
          action={<Button size="small" onClick={() => change((now) => ({ ...now, sections: withTemplate(now.sections, template!.sections) }))} data-testid="draft-fill-template">{t('draft.fillTemplate')}</Button>} />
      )}
      <div className="draft-columns">
        <nav className="draft-outline" aria-label={t('draft.outline')}>
          <ol>
            {value.sections.map((section, i) => (
              <li key={i}><button type="button" className={shown === i ? 'here' : ''} onClick={() => { setShown(i); document.getElementById(`section-${i}`)?.scrollIntoView({ block: 'start', behavior: scrolling() }); }}>
                <span>{section.heading || t('draft.untitled', { n: i + 1 })}</span><small>{section.text.length}</small>
              </button></li>
            ))}
          </ol>
          <p className="quiet">{t('draft.length', { n: length })}</p>
        </nav>
        <div className="draft-body">
          <Field path="draft.title" label={t('draft.title')} required>
            {(input) => <Input {...input} size="large" className="draft-title" value={value.title} maxLength={200} onChange={(e) => set({ title: e.target.value })} data-testid="draft-title" />}
          </Field>
          <Field path="draft.sections" label={t('draft.sections')} required group>{() => null}</Field>
          {value.sections.map((section, i) => (
            <SectionEditor key={i} index={i} section={section} wanted={template?.sections.find((s) => sameHeading(s.heading, section.heading))} last={i === value.sections.length - 1} autoFocus={shown === i && section.heading === '' && section.text === ''}
              set={(patch) => setSection(i, patch)} move={(by) => move(i, by)} insert={() => insert(i + 1)}
              remove={() => change((now) => ({ ...now, sections: now.sections.filter((_, at) => at !== i) }))} />
          ))}
          <Button type="dashed" block icon={<PlusOutlined />} onClick={() => insert(value.sections.length)} data-testid="add-section">{t('draft.addSection')}</Button>
          <Field path="draft.explanation" label={t('draft.explanation')} className="draft-explanation">
            {(input) => <Input.TextArea {...input} autoSize={{ minRows: 3, maxRows: 16 }} value={value.explanation} onChange={(e) => set({ explanation: e.target.value })} data-testid="draft-explanation" />}
          </Field>
          <Attachments caseId={draft.caseId} editable={draft.canEdit} onWait={onWait} />
        </div>
      </div>
    </div>
  );
}

const withTemplate = (sections: Section[], template: TemplateSection[]): Section[] => [
  ...template.map((wanted) => sections.find((s) => sameHeading(s.heading, wanted.heading)) ?? { heading: wanted.heading, text: wanted.locked ? wanted.text ?? '' : '' }),
  ...sections.filter((s) => !template.some((wanted) => sameHeading(s.heading, wanted.heading))),
];

function Findings({ draft, stale }: { draft: Draft; stale: boolean }) {
  const { t } = useI18n();
  if (draft.revision === 0 || draft.findings.length === 0) return null;
  const blocks = draft.findings.filter((f) => f.blocks);
  return (
    <Alert className={`note ${stale ? 'stale' : ''}`} type={blocks.length > 0 ? 'warning' : 'info'} showIcon title={t(blocks.length > 0 ? 'draft.findingsBlock' : 'draft.findings', { n: blocks.length || draft.findings.length })}
      description={<ul className="problem-list">{draft.findings.map((f, i) => <li key={i}>{f.message}{!f.blocks && <span className="quiet">（{t('draft.advice')}）</span>}</li>)}</ul>} />
  );
}

function SectionEditor({ index, section, wanted, last, autoFocus, set, move, insert, remove }: {
  index: number; section: Section; wanted: TemplateSection | undefined; last: boolean; autoFocus: boolean;
  set: (patch: Partial<Section>) => void; move: (by: number) => void; insert: () => void; remove: () => void;
}) {
  const { t } = useI18n();
  const departs = wanted?.locked && !sameText(section.text, wanted.text ?? '');
  return (
    <section className="section-editor" id={`section-${index}`}>
      <div className="section-head">
        <Field path={`draft.sections[${index}].heading`} label={<span className="sr">{t('draft.heading')}</span>}>
          {(input) => <Input {...input} variant="borderless" className="section-heading" value={section.heading} maxLength={120} placeholder={t('draft.headingHint')} autoFocus={autoFocus} onChange={(e) => set({ heading: e.target.value })} data-testid={`section-${index}-heading`} />}
        </Field>
        {wanted && <Tooltip title={wanted.locked ? t('draft.lockedHint') : wanted.text || undefined}><span className={`mark-badge ${departs ? 'warn' : ''}`}>{wanted.locked && <LockOutlined />} {t(wanted.locked ? 'draft.locked' : wanted.required ? 'draft.requiredSection' : 'draft.templateSection')}</span></Tooltip>}
        <span className="section-tools">
          <Button type="text" size="small" icon={<ArrowUpOutlined />} disabled={index === 0} aria-label={t('common.moveUp')} onClick={() => move(-1)} />
          <Button type="text" size="small" icon={<ArrowDownOutlined />} disabled={last} aria-label={t('common.moveDown')} onClick={() => move(1)} />
          <Button type="text" size="small" icon={<PlusOutlined />} aria-label={t('draft.insertBelow')} onClick={insert} />
          {section.text.trim() === ''
            ? <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('common.remove')} onClick={remove} />
            : <Popconfirm title={t('draft.removeSection', { name: section.heading, n: section.text.length })} onConfirm={remove} okText={t('common.remove')} okButtonProps={{ danger: true }}><Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('common.remove')} /></Popconfirm>}
        </span>
      </div>
      {departs && <div className="section-departs">{t('draft.departs')}<Button size="small" type="link" onClick={() => set({ text: wanted.text ?? '' })}>{t('draft.restoreTemplate')}</Button></div>}
      <Field path={`draft.sections[${index}].text`} label={<span className="sr">{section.heading || t('draft.text')}</span>}>
        {(input) => <Input.TextArea {...input} variant="borderless" className="section-text" autoSize={{ minRows: 3 }} value={section.text} placeholder={wanted && !wanted.locked ? wanted.text ?? undefined : t('draft.textHint')} onChange={(e) => set({ text: e.target.value })} data-testid={`section-${index}-text`} />}
      </Field>
    </section>
  );
}
