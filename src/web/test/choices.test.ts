import { describe, expect, it } from 'vitest';
import type { KindChoice } from '../src/api/types';
import { chosen, differing } from '../src/notices/choices';

const before: KindChoice[] = [{ kind: 'Overdue', channels: ['Mail', 'Webhook'] }, { kind: 'Issued', channels: [] }];

describe('choices of notices', () => {
  it('change for one kind and channel', () => expect(chosen(before, 'Issued', 'Mail', true)).toEqual([before[0], { kind: 'Issued', channels: ['Mail'] }]));
  it('made twice are made once', () => expect(chosen(before, 'Overdue', 'Mail', true)[0]!.channels).toEqual(['Webhook', 'Mail']));
  it('made and taken back leave nothing to save', () => expect(differing(before, chosen(chosen(before, 'Overdue', 'Mail', false), 'Overdue', 'Mail', true))).toEqual([]));
  it('are saved for the kinds that differ', () => expect(differing(before, chosen(before, 'Overdue', 'Webhook', false))).toEqual([{ kind: 'Overdue', channels: ['Mail'] }]));
});
