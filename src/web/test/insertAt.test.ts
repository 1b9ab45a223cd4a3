import { describe, expect, it } from 'vitest';
import { insertAt } from '../src/forms/insertAt';

describe('a phrase', () => {
  it('goes where the cursor is', () => expect(insertAt('请财政局核实', '尽快', 1, 1)).toEqual({ text: '请尽快财政局核实', cursor: 3 }));
  it('takes the place of what is selected', () => expect(insertAt('不同意。', '同意', 0, 3)).toEqual({ text: '同意。', cursor: 2 }));
  it('is left out when it does not fit', () => expect(insertAt('满了', '同意。', 2, 2, 4)).toEqual({ text: '满了', cursor: 2 }));
});
