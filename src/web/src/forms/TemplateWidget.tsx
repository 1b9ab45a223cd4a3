import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input } from 'antd';
import { useEffect } from 'react';
import { api, Problem } from '../api/client';
import { useI18n } from '../i18n';
import { Field } from './Field';
import { GenericFields } from './GenericFields';
import type { WidgetProps } from './TaskForm';

/** How such documents are usually divided; the documents themselves are Chinese in either language of the client. */
const outline = ['一、总体要求', '二、主要任务', '三、工作措施', '四、实施步骤', '五、保障措施', '六、附则'];

interface Part { heading?: string; required?: boolean; locked?: boolean; text?: string }

/** The city-wide template: which sections every draft must have, and which of them nobody may touch. */
export default function TemplateWidget({ task, data, change, preset }: WidgetProps) {
  const { t } = useI18n();
  const code = String(task.payload?.documentCode ?? '');
  const before = useQuery({
    queryKey: ['template', task.campaignId, code], enabled: Boolean(task.campaignId && code),
    queryFn: () => api.get(`/templates/${encodeURIComponent(task.campaignId ?? '')}/${encodeURIComponent(code)}`).catch((error: unknown) => { if (error instanceof Problem && error.status === 404) return null; throw error; }),
  });
  const parts = (data.sections as Part[] | undefined) ?? [];
  const update = (next: (list: Part[]) => Part[]) => change((d) => ({ ...d, sections: next((d.sections as Part[] | undefined) ?? []) }));
  const set = (i: number, patch: Partial<Part>) => update((l) => l.map((p, at) => (at === i ? { ...p, ...patch } : p)));
  const move = (i: number, by: number) => update((l) => { const next = [...l]; const [part] = next.splice(i, 1); next.splice(i + by, 0, part!); return next; });
  useEffect(() => {
    const name = /《(.+?)》/.exec(task.title)?.[1];
    if (data.title === undefined && name) preset((d) => ({ ...d, title: t('form.templateTitle', { name }) }));
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return (
    <>
      <GenericFields task={task} data={data} change={change} only={['title']} />
      {parts.length === 0 && (
        <div className="template-start">
          {before.data && <Button onClick={() => change((d) => ({ ...d, sections: before.data!.sections, title: before.data!.title }))}>{t('form.templateFromLast', { version: before.data.version })}</Button>}
          <Button onClick={() => update(() => outline.map((heading) => ({ heading, required: true, locked: false, text: '' })))} data-testid="template-outline">{t('form.templateUseOutline')}</Button>
        </div>
      )}
      <Field path="sections" label={t('form.templateSections', { n: parts.length })} required group>{() => null}</Field>
      {parts.map((part, i) => (
        <section className="section-editor" key={i}>
          <div className="section-head">
            <Field path={`sections[${i}].heading`} label={<span className="sr">{t('draft.heading')}</span>}>
              {(input) => <Input {...input} variant="borderless" className="section-heading" maxLength={100} value={part.heading ?? ''} placeholder={t('draft.headingHint')} onChange={(e) => set(i, { heading: e.target.value })} data-testid={`section-${i}-heading`} />}
            </Field>
            <Checkbox checked={part.required === true} onChange={(e) => set(i, { required: e.target.checked })} data-testid={`section-${i}-required`}>{t('draft.requiredSection')}</Checkbox>
            <Checkbox checked={part.locked === true} onChange={(e) => set(i, { locked: e.target.checked, ...(e.target.checked ? { required: true } : {}) })} data-testid={`section-${i}-locked`}>{t('draft.locked')}</Checkbox>
            <span className="section-tools">
              <Button type="text" size="small" icon={<ArrowUpOutlined />} disabled={i === 0} aria-label={t('common.moveUp')} onClick={() => move(i, -1)} />
              <Button type="text" size="small" icon={<ArrowDownOutlined />} disabled={i === parts.length - 1} aria-label={t('common.moveDown')} onClick={() => move(i, 1)} />
              <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('common.remove')} onClick={() => update((l) => l.filter((_, at) => at !== i))} />
            </span>
          </div>
          <Field path={`sections[${i}].text`} label={<span className="sr">{t('draft.text')}</span>} required={part.locked}>
            {(input) => <Input.TextArea {...input} variant="borderless" className="section-text" autoSize={{ minRows: 2 }} maxLength={20000} value={part.text ?? ''} placeholder={t(part.locked ? 'form.lockedTextHint' : 'form.guidanceHint')} onChange={(e) => set(i, { text: e.target.value })} data-testid={`section-${i}-text`} />}
          </Field>
        </section>
      ))}
      <Button type="dashed" block icon={<PlusOutlined />} onClick={() => update((l) => [...l, { required: true, locked: false }])} data-testid="add-section">{t('draft.addSection')}</Button>
      <GenericFields task={task} data={data} change={change} only={['note']} />
    </>
  );
}
