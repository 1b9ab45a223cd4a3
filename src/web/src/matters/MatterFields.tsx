import { CloseOutlined, DownOutlined, UpOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { useUnits } from '../campaigns/queries';
import { Choice } from '../forms/Choice';
import { Field } from '../forms/Field';
import type { Data } from '../forms/schema';
import { useI18n } from '../i18n';
import { choosable, kinds, modes, modeSentence, reviewersOf, shareName, shares, thresholdOf, type Asked, type ShareName } from './plan';

/** What is sent round, to whom, and how they decide. */
export function MatterFields({ data, change, unitId, frozen, withNote }: { data: Data; change: (next: (data: Data) => Data) => void; unitId: string | null; frozen?: boolean; withNote?: boolean }) {
  const { t } = useI18n();
  const put = (patch: Data) => change((now) => ({ ...now, ...patch }));
  const text = String(data.text ?? '');
  return (
    <div className="fields matter-fields">
      <Field path="title" label={t('matter.title')} required className="wide">
        {(input) => <Input {...input} value={String(data.title ?? '')} maxLength={200} showCount onChange={(e) => put({ title: e.target.value })} data-testid="field-title" />}
      </Field>
      <Field path="kind" label={t('matter.kind')} required group className="wide">
        {(input) => <Choice value={String(data.kind ?? 'Document')} labelledBy={input.id} onChange={(kind) => put({ kind })} testId="field-kind" options={kinds.map((value) => ({ value, title: t(`matterKind.${value}`) }))} />}
      </Field>
      <Field path="text" label={t('matter.text')} required className="wide" help={t('matter.length', { n: text.length, most: 20_000 })}>
        {(input) => <Input.TextArea {...input} value={text} autoSize={{ minRows: 8, maxRows: 28 }} maxLength={20_000} onChange={(e) => put({ text: e.target.value })} data-testid="field-text" />}
      </Field>
      {withNote && (
        <Field path="note" label={t('matter.note')} className="wide">
          {(input) => <Input.TextArea {...input} value={String(data.note ?? '')} autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} onChange={(e) => put({ note: e.target.value })} data-testid="field-note" />}
        </Field>
      )}
      <Mode data={data} put={put} frozen={frozen} />
      <Reviewers data={data} put={put} unitId={unitId} frozen={frozen} />
      <Field path="days" label={t('matter.days')} required>
        {(input) => <InputNumber {...input} value={Number(data.days ?? 5)} min={1} max={30} precision={0} disabled={frozen} onChange={(days) => put({ days: days ?? 5 })} data-testid="field-days" />}
      </Field>
    </div>
  );
}

function Mode({ data, put, frozen }: { data: Data; put: (patch: Data) => void; frozen?: boolean }) {
  const { t } = useI18n();
  const name = shareName(data);
  const { share, over } = thresholdOf(data);
  const choose = (next: ShareName) => put(next === 'other' ? { share: 0.6, over: false } : { ...shares[next] });
  return (
    <>
      <Field path="mode" label={t('matter.mode')} required group className="wide" help={modeSentence(t, data)}>
        {(input) => <Choice value={String(data.mode ?? 'All')} labelledBy={input.id} disabled={frozen} onChange={(mode) => put({ mode })} testId="field-mode" options={modes.map((value) => ({ value, title: t(`matterMode.${value}`) }))} />}
      </Field>
      {data.mode === 'Vote' && (
        <Field path="share" label={t('matter.share')} required group className="wide">
          {(input) => (
            <div className="matter-share">
              <Choice value={name} labelledBy={input.id} disabled={frozen} onChange={(next) => choose(next as ShareName)} testId="field-share" options={(['half', 'twoThirds', 'threeQuarters', 'other'] as const).map((value) => ({ value, title: t(`matter.share.${value}`) }))} />
              {name === 'other' && (
                <span>
                  <InputNumber aria-label={t('matter.share')} value={Math.round(share * 10_000) / 100} min={0.01} max={100} precision={2} suffix="%" disabled={frozen} onChange={(value) => put({ share: (value ?? 60) / 100 })} />
                  <Checkbox checked={over} disabled={frozen} onChange={(e) => put({ share, over: e.target.checked })}>{t('matter.over')}</Checkbox>
                </span>
              )}
            </div>
          )}
        </Field>
      )}
    </>
  );
}

function Reviewers({ data, put, unitId, frozen }: { data: Data; put: (patch: Data) => void; unitId: string | null; frozen?: boolean }) {
  const { t } = useI18n();
  const units = useUnits();
  const chosen = reviewersOf(data);
  const set = (next: Asked[]) => put({ reviewers: next });
  const name = (id: string) => units.data?.find((unit) => unit.id === id)?.name ?? id;
  const ordered = data.mode === 'Sequence';
  const move = (from: number, to: number) => set(chosen.map((one, at) => (at === from ? chosen[to]! : at === to ? chosen[from]! : one)));
  return (
    <Field path="reviewers" label={t('matter.reviewers')} required group className="wide" help={t('matter.standingText')}>
      {(input) => (
        <div className="matter-reviewers" data-testid="reviewers">
          <ol className={ordered ? 'ordered' : undefined}>
            {chosen.map((one, at) => (
              <li key={one.unitId} data-path={`reviewers[${at}].unitId`}>
                <b>{ordered && <small>{at + 1}. </small>}{name(one.unitId)}</b>
                {data.mode === 'Vote' && <label>{t('matter.weight')} <InputNumber size="small" min={1} max={100} precision={0} value={one.weight} disabled={frozen} aria-label={`${name(one.unitId)} ${t('matter.weight')}`} onChange={(weight) => set(chosen.map((other) => (other === one ? { ...one, weight: weight ?? 1 } : other)))} /></label>}
                <Checkbox checked={one.veto} disabled={frozen} onChange={(e) => set(chosen.map((other) => (other === one ? { ...one, veto: e.target.checked } : other)))}>{t('matter.veto')}</Checkbox>
                <span className="spacer" />
                {ordered && <><Button type="text" size="small" icon={<UpOutlined />} disabled={frozen || at === 0} aria-label={`${t('matter.up')} ${name(one.unitId)}`} onClick={() => move(at, at - 1)} /><Button type="text" size="small" icon={<DownOutlined />} disabled={frozen || at === chosen.length - 1} aria-label={`${t('matter.down')} ${name(one.unitId)}`} onClick={() => move(at, at + 1)} /></>}
                <Button type="text" size="small" icon={<CloseOutlined />} disabled={frozen} aria-label={`${t('common.remove')} ${name(one.unitId)}`} onClick={() => set(chosen.filter((other) => other !== one))} />
              </li>
            ))}
          </ol>
          <Select className="matter-add" aria-labelledby={input.id} mode="multiple" placeholder={t('matter.addReviewers')} value={[]} disabled={frozen || chosen.length >= 20} loading={units.isPending} showSearch={{ optionFilterProp: 'label' }} data-testid="add-reviewer"
            onChange={(ids: string[]) => set([...chosen, ...ids.map((id) => ({ unitId: id, weight: 1, veto: false }))])}
            options={choosable(units.data ?? [], unitId, chosen).map((unit) => ({ value: unit.id, label: unit.name }))} />
        </div>
      )}
    </Field>
  );
}
