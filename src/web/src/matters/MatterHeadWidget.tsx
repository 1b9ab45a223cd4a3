import { Select } from 'antd';
import { Field } from '../forms/Field';
import { GenericFields } from '../forms/GenericFields';
import type { WidgetProps } from '../forms/TaskForm';
import { useI18n } from '../i18n';
import { usePeople } from '../tasks/deeds/queries';

const leaders = 'CW';

/** The head of the unit says whether it goes out, and may name the leader who signs. */
export default function MatterHeadWidget({ task, data, change }: WidgetProps) {
  const { t } = useI18n();
  const people = usePeople(leaders, '');
  return (
    <>
      <GenericFields task={task} data={data} change={change} only={['opinion']} />
      <div className="fields">
        <Field path="leaderId" label={t('matter.leader')} help={t('matter.leaderText')}>
          {(input) => (
            <Select id={input.id} allowClear value={(data.leaderId as string | undefined) ?? undefined} placeholder={t('matter.anyLeader')} loading={people.isPending} data-testid="field-leaderId"
              onChange={(leaderId?: string) => change((now) => ({ ...now, leaderId }))} options={(people.data ?? []).filter((one) => one.roles.includes('LD')).map((one) => ({ value: one.id, label: one.name }))} />
          )}
        </Field>
      </div>
    </>
  );
}
