import { useId } from 'react';
import type { Option } from './schema';

/** One of a few, all visible: native radios under a segmented look. */
export function Choice({ value, options, onChange, label, labelledBy, testId, disabled, size, invalid }: {
  value: string | undefined; options: (Option & { tone?: string; disabled?: boolean })[]; onChange: (value: string) => void;
  label?: string; labelledBy?: string; testId?: string; disabled?: boolean; size?: 'small'; invalid?: boolean;
}) {
  const name = useId();
  return (
    <div className={`choice ${size ?? ''} ${invalid ? 'invalid' : ''}`} role="radiogroup" aria-label={label} aria-labelledby={labelledBy} aria-invalid={invalid || undefined} data-testid={testId}>
      {options.map((option) => (
        <label key={option.value} className={`choice-option ${option.tone ?? ''} ${value === option.value ? 'chosen' : ''} ${disabled || option.disabled ? 'off' : ''}`}>
          <input type="radio" name={name} value={option.value} checked={value === option.value} disabled={disabled || option.disabled} onChange={() => onChange(option.value)} data-testid={testId && `${testId}-${option.value}`} />
          <span>{option.title}</span>
        </label>
      ))}
    </div>
  );
}
