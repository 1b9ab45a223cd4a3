import type { PostingView } from '../../api/types';

export type PostingStatus = PostingView['status'];

export const postingStatuses: readonly PostingStatus[] = ['Proposed', 'Posted', 'Returned', 'Withdrawn'];

export const postingTone = { Proposed: 'review', Posted: 'done', Returned: 'issue', Withdrawn: 'idle' } as const satisfies Record<PostingStatus, string>;

export const proposers = ['BB-JB', 'BB-ZR'];
