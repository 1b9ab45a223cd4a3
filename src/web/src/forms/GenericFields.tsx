import { Checkbox, Input, InputNumber, Switch } from 'antd';
import type { JsonSchema, TaskDetail } from '../api/types';
import { useI18n } from '../i18n';
import { Choice } from './Choice';
import { Field } from './Field';
import { OpinionArea } from './OpinionArea';
import { optionsOf, titleOf, type Data } from './schema';

/** Draws the plain fields of a schema; `only` narrows and orders them. */
export function GenericFields({ task, data, change, only, placeholder }: {
  task: TaskDetail; data: Data; change: (next: (data: Data) => Data) => void; only?: string[]; placeholder?: Record<string, string>;
}) {
  const properties = task.schema?.properties ?? {};
  const names = only ?? Object.keys(properties);
  return (
    <div className="fields">
      {names.map((name) => properties[name] && (
        <GenericField key={name} name={name} schema={properties[name]} required={task.schema?.required?.includes(name) ?? false} value={data[name]} placeholder={placeholder?.[name]}
          set={(value) => change((d) => ({ ...d, [name]: value }))} />
      ))}
    </div>
  );
}

function GenericField({ name, schema, required, value, set, placeholder }: { name: string; schema: JsonSchema; required: boolean; value: unknown; set: (value: unknown) => void; placeholder?: string }) {
  const { language } = useI18n();
  const label = titleOf(schema, language, name);
  const testId = `field-${name}`;
  const wide = schema['x-widget'] === 'textarea' || schema.type === 'array' || (schema.maxLength ?? 0) > 300;
  const choices = schema.enum ? optionsOf(schema, language) : schema.items?.enum ? optionsOf(schema.items, language) : null;
  return (
    <Field path={name} label={label} required={required} group={choices !== null} className={wide ? 'wide' : ''}>
      {(input) => {
        if (schema.type === 'array' && choices) {
          return <Checkbox.Group className="checks" value={(value as string[] | undefined) ?? []} onChange={set} data-testid={testId} aria-labelledby={input.id}
            options={choices.map((c) => ({ value: c.value, label: <span data-testid={`${testId}-${c.value}`}>{c.title}</span> }))} />;
        }
        if (choices) return <Choice value={value as string | undefined} options={choices} onChange={set} labelledBy={input.id} testId={testId} invalid={input['aria-invalid']} />;
        if (schema.type === 'boolean') return <Switch id={input.id} checked={value === true} onChange={set} data-testid={testId} />;
        if (schema.type === 'integer' || schema.type === 'number') {
          return <InputNumber {...input} value={(value as number | undefined) ?? null} min={schema.minimum} max={schema.maximum} precision={schema.type === 'integer' ? 0 : undefined} onChange={(v) => set(v ?? undefined)} data-testid={testId} style={{ width: 140 }} inputMode="numeric" />;
        }
        const common = { ...input, value: (value as string | undefined) ?? '', onChange: (e: { target: { value: string } }) => set(e.target.value), placeholder };
        if (schema.format === 'date') return <Input {...common} type="date" data-testid={testId} style={{ maxWidth: 180 }} />;
        return wide
          ? <OpinionArea {...common} autoSize={{ minRows: 2, maxRows: 14 }} maxLength={schema.maxLength} showCount={(common.value.length > (schema.maxLength ?? Infinity) * 0.8)} data-testid={testId} />
          : <Input {...common} maxLength={schema.maxLength} data-testid={testId} />;
      }}
    </Field>
  );
}
