import { Select } from 'antd';
import { Field } from '../forms/Field';
import { GenericFields } from '../forms/GenericFields';
import type { WidgetProps } from '../forms/TaskForm';
import { useI18n } from '../i18n';
import { useUnits } from '../campaigns/queries';
import { useLeaders } from '../tasks/deeds/queries';

const leaders = 'CW';

/** The head of the unit says whether it goes out, and may name the leader who signs; without a choice it is who is in charge of the unit. */
export default function MatterHeadWidget({ task, data, change }: WidgetProps) {
  const { t } = useI18n();
  const people = useLeaders(leaders);
  const inCharge = useUnits().data?.find((unit) => unit.id === task.unitId)?.leaderName;
  return (
    <>
      <GenericFields task={task} data={data} change={change} only={['opinion']} />
      <div className="fields">
        <Field path="leaderId" label={t('matter.leader')} help={inCharge ? t('matter.leaderInChargeText', { name: inCharge }) : t('matter.leaderText')}>
          {(input) => (
            <Select id={input.id} allowClear value={(data.leaderId as string | undefined) ?? undefined} placeholder={inCharge ? t('matter.leaderInCharge', { name: inCharge }) : t('matter.anyLeader')} loading={people.isPending} data-testid="field-leaderId"
              onChange={(leaderId?: string) => change((now) => ({ ...now, leaderId }))} options={(people.data ?? []).map((one) => ({ value: one.id, label: one.name }))} />
          )}
        </Field>
      </div>
    </>
  );
}
