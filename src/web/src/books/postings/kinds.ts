import type { Posting, PostingView } from '../../api/types';

export type PostingKind = PostingView['kind'];
export type Member = Exclude<keyof Posting, 'kind' | 'on' | 'docNo'>;
export type Values = Partial<Record<Member | 'on' | 'docNo', unknown>>;

/** How a member is asked for. Lists are what the ledger has; words are those of a group of the dictionary. */
export type Asking =
  | 'text' | 'count' | 'date' | 'names' | 'person' | 'unit' | 'quota' | 'funding'
  | 'organ' | 'organs' | 'account' | 'internal' | 'post' | 'duty' | 'entry' | 'lock' | 'plan' | 'freeze'
  | { group: string; codes: readonly string[] };

export interface Asked {
  name: Member; as: Asking; optional?: boolean;
  /** The label's key when the member's own name would say too little. */
  label?: string;
  /** Only asked for when the other members say so. */
  when?: (values: Values) => boolean;
}

const count = (label = 'count'): Asked => ({ name: 'count', as: 'count', label });
const approval: Asked = { name: 'approvalNo', as: 'text', optional: true };
const notice: Asked = { name: 'noticeNo', as: 'text', optional: true };
const organ: Asked = { name: 'organId', as: 'organ' };
const account: Asked = { name: 'accountId', as: 'account' };
const person: Asked = { name: 'personKey', as: 'person' };
const word = (name: Member, group: string, codes: readonly string[], optional = false): Asked => ({ name, as: { group, codes }, optional });

const fromOutside = ['Issue'];
const toOutside = ['Withdrawal', 'Downsizing'];
const isOf = (name: Member, codes: readonly string[]) => (values: Values) => codes.includes(values[name] as string);
const isNotOf = (name: Member, codes: readonly string[]) => (values: Values) => values[name] !== undefined && !codes.includes(values[name] as string);

/** What each kind asks for, in the order of the form; day and document number come with every one. */
export const kinds: Record<PostingKind, readonly Asked[]> = {
  PostQuota: [
    word('reason', 'quotaReason', ['Issue', 'Withdrawal', 'Adjustment', 'Downsizing', 'DutyTransfer', 'Merger', 'StationMerger']), count(),
    { name: 'fromAccountId', as: 'account', when: isNotOf('reason', fromOutside) }, { name: 'toAccountId', as: 'account', when: isNotOf('reason', toOutside) },
    { name: 'dutyTransferId', as: 'duty', when: isOf('reason', ['DutyTransfer']) },
    { name: 'fromInternalId', as: 'internal', optional: true, when: (values) => isNotOf('reason', fromOutside)(values) && values.fromAccountId !== undefined },
    { name: 'toInternalId', as: 'internal', optional: true, when: (values) => isNotOf('reason', toOutside)(values) && values.toAccountId !== undefined },
    approval, notice,
  ],
  ReverseEntry: [{ name: 'entryId', as: 'entry' }, notice],
  LockQuota: [account, count('locked')],
  UnlockQuota: [{ name: 'lockId', as: 'lock' }],
  ApprovePlan: [account, count('allowedOver'), { name: 'until', as: 'date' }],
  ClosePlan: [{ name: 'accountId', as: 'plan', label: 'plan' }],
  RegisterOrgan: [
    { name: 'organId', as: 'unit' }, { name: 'name', as: 'text', label: 'organName' }, word('organType', 'organType', ['PartyOrgan', 'GovernmentDepartment', 'Street', 'Institution', 'MassOrganization', 'Coordination', 'Stationed', 'Vertical']),
    word('level', 'adminLevel', ['Province', 'City', 'County', 'Township']),
    word('rank', 'organRank', ['FullBureau', 'DeputyBureau', 'FullDivision', 'DeputyDivision', 'FullSection', 'DeputySection', 'FullSubsection', 'DeputySubsection', 'Unranked', 'Other'], true),
    word('organStatus', 'organStatus', ['Planned', 'Active', 'Merged', 'Abolished'], true), { name: 'parentId', as: 'organ', optional: true },
  ],
  OpenAccount: [organ, { name: 'quota', as: 'quota' }, { name: 'funding', as: 'funding' }],
  AllotInternal: [organ, { name: 'internalOrganId', as: 'internal', optional: true }, { name: 'name', as: 'text', label: 'internalName', when: (values) => values.internalOrganId === undefined }, count('allotted')],
  SetMembers: [organ, count('members')],
  RegisterDutyTransfer: [
    { name: 'dutyIds', as: 'names' }, word('action', 'dutyAction', ['Whole', 'Part', 'Merge', 'Delegate', 'Cancel', 'Add']),
    { name: 'fromOrganId', as: 'organ', when: isNotOf('action', ['Add']) }, { name: 'toOrganId', as: 'organ', when: isNotOf('action', ['Cancel']) }, { name: 'effectiveOn', as: 'date', optional: true },
  ],
  PlacePerson: [person, account, word('placementKind', 'placementKind', ['Enter', 'MoveIn', 'Correction']), { name: 'internalOrganId', as: 'internal', optional: true, label: 'internal' }, { name: 'postId', as: 'post', optional: true }, approval],
  EndPlacement: [person, word('end', 'placementEnd', ['Retirement', 'Death', 'MoveOut', 'Discipline', 'Correction']), approval],
  OpenPost: [
    organ, word('tier', 'postTier', ['DepartmentChief', 'DepartmentDeputy', 'InternalChief', 'InternalDeputy']), word('postLevel', 'postLevel', ['CountyChief', 'CountyDeputy', 'TownshipChief', 'TownshipDeputy']),
    { name: 'internalOrganId', as: 'internal', label: 'internal', when: isOf('tier', ['InternalChief', 'InternalDeputy']) },
  ],
  PostPosts: [
    word('postReason', 'postReason', ['Opening', 'Grant', 'Cut', 'Transfer']), count('posts'), { name: 'fromPostId', as: 'post', when: isOf('postReason', ['Cut', 'Transfer']) },
    { name: 'toPostId', as: 'post', when: isOf('postReason', ['Opening', 'Grant', 'Transfer']) },
  ],
  TakePost: [person, { name: 'postId', as: 'post' }],
  LeavePost: [person],
  CapPosts: [],
  StartFreeze: [{ name: 'organIds', as: 'organs' }, { name: 'start', as: 'date', optional: true }, { name: 'authority', as: 'text' }, { name: 'freeFrom', as: 'date', optional: true }],
  LiftFreeze: [{ name: 'freezeId', as: 'freeze' }, { name: 'freeFrom', as: 'date' }],
};

/** As the form offers them. */
export const groups: readonly (readonly [string, readonly PostingKind[]])[] = [
  ['quota', ['PostQuota', 'ReverseEntry', 'LockQuota', 'UnlockQuota', 'ApprovePlan', 'ClosePlan']],
  ['organ', ['RegisterOrgan', 'OpenAccount', 'AllotInternal', 'SetMembers', 'RegisterDutyTransfer']],
  ['people', ['PlacePerson', 'EndPlacement', 'TakePost', 'LeavePost']],
  ['posts', ['OpenPost', 'PostPosts', 'CapPosts']],
  ['freeze', ['StartFreeze', 'LiftFreeze']],
];

export const askedOf = (kind: PostingKind, values: Values): readonly Asked[] => kinds[kind].filter((one) => one.when?.(values) ?? true);

/** What is sent: what the form shows and somebody filled in, nothing that an earlier choice left behind. */
export const postingOf = (kind: PostingKind, values: Values): Posting => ({
  kind,
  ...Object.fromEntries((['on', 'docNo', ...askedOf(kind, values).map((one) => one.name)] as const).map((name) => [name, values[name]] as const)
    .filter(([, value]) => value !== undefined && value !== null && value !== '').map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value])),
});
