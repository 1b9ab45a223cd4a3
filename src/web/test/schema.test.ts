import { expect, it } from 'vitest';
import { staleLine } from '../generator/types.mjs';

it('the checked-in types are those the description yields (npm run types)', async () => expect(await staleLine()).toBeNull(), 60_000);
