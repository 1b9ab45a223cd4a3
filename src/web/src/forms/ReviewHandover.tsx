import { useQuery } from '@tanstack/react-query';
import { Alert, Collapse, Select } from 'antd';
import { api } from '../api/client';
import type { TaskDetail } from '../api/types';
import { useI18n } from '../i18n';
import { useUser } from '../session/SessionContext';
import { Field } from './Field';
import { GenericFields } from './GenericFields';
import type { WidgetProps } from './TaskForm';

interface Handed { delegateName?: string; delegatedByName?: string; askedByName?: string; days?: number; comment?: string }

const handedOf = (task: TaskDetail): Handed | null => (task.payload?.handed as Handed | null | undefined) ?? null;

/** That the task came from a colleague, and why. */
export function HandedOver({ task }: Pick<WidgetProps, 'task'>) {
  const { t } = useI18n();
  const handed = handedOf(task);
  if (!handed?.delegatedByName) return null;
  return <Alert className="note" type="info" showIcon title={t('form.handedOver', { from: handed.delegatedByName, to: handed.delegateName ?? '' })} description={handed.comment} />;
}

/** What can be done instead of answering: hand the task to a colleague, or ask for more time. The reason goes into the comment. */
export function OtherWays({ task, data, change }: Pick<WidgetProps, 'task' | 'data' | 'change'>) {
  const { t, word } = useI18n();
  const user = useUser();
  // Whoever stands in for somebody of another unit passes the opinion on there.
  const unitId = task.unitId ?? user.unitId ?? undefined;
  const colleagues = useQuery({ queryKey: ['people', unitId, ''], queryFn: () => api.get('/people', { unitId }), staleTime: 5 * 60_000, enabled: task.outcomes.includes('Delegate') });
  if (!task.outcomes.includes('Delegate')) return null;
  const others = (colleagues.data ?? []).filter((one) => one.id !== user.id);
  return (
    <Collapse className="note" size="small" items={[{
      key: 'other', label: t('form.otherWays'), forceRender: true, children: (
        <>
          <p className="quiet">{t('form.otherWaysText')}</p>
          <Field path="delegateTo" label={t('form.delegateTo')}>
            {(input) => <Select id={input.id} value={(data.delegateTo as string | undefined) || undefined} allowClear showSearch={{ optionFilterProp: 'label' }} style={{ minWidth: 220 }} loading={colleagues.isPending} status={input['aria-invalid'] ? 'error' : undefined}
              onChange={(v: string | undefined) => change((d) => ({ ...d, delegateTo: v }))} data-testid="field-delegateTo" options={others.map((one) => ({ value: one.id, label: `${one.name}${one.roles.length ? `（${one.roles.map((r) => word('role', r)).join('、')}）` : ''}` }))} />}
          </Field>
          <GenericFields task={task} data={data} change={change} only={['days']} />
        </>
      ),
    }]} />
  );
}

/** The head sees what the clerk asks for before it goes out. */
export default function ReviewExtensionWidget({ task, data, change }: WidgetProps) {
  const { t } = useI18n();
  const handed = handedOf(task);
  return (
    <>
      <Alert className="note" type="info" title={t('form.extensionWish', { name: handed?.askedByName ?? '', days: handed?.days ?? 0 })} description={handed?.comment} />
      <GenericFields task={task} data={data} change={change} />
    </>
  );
}
