import { describe, expect, it } from 'vitest';
import { opinionFor } from '../src/forms/widgets';

describe('what a reviewer sends', () => {
  const typed = { result: 'WithOpinions', opinions: [{ location: '第一条' }], comment: '出差', delegateTo: 'p2', days: 2 };
  it('hands over without the opinions that were begun', () => expect(opinionFor(typed, 'Delegate')).toEqual({ delegateTo: 'p2', comment: '出差' }));
  it('asks for time with days and reason only', () => expect(opinionFor(typed, 'RequestExtension')).toEqual({ days: 2, comment: '出差' }));
  it('submits the opinions without what belongs to the other ways', () => expect(opinionFor(typed, 'Submit')).toEqual({ result: 'WithOpinions', opinions: [{ location: '第一条' }], comment: '出差', delegateTo: undefined, days: undefined }));
  it('leaves opinions out when there is no objection', () => expect(opinionFor({ ...typed, result: 'NoObjection' }, 'Submit').opinions).toBeUndefined());
});
