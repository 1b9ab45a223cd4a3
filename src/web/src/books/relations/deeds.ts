import type { ContractKind, InsuranceKind } from '../../api/types';

/** What 人社 does at its desk. `about` is the number of a contract, or the kind of an insurance. */
export type Deed =
  | { name: 'sign'; kinds: readonly ContractKind[]; label?: undefined }
  | { name: 'begin'; label?: undefined }
  | { name: 'renew' | 'end'; about: string; label: string }
  | { name: 'stop' | 'payer'; about: InsuranceKind; label: string };

export const insuranceKinds: readonly InsuranceKind[] = ['PublicPension', 'EnterprisePension', 'OccupationalAnnuity', 'Medical', 'Unemployment', 'WorkInjury', 'HousingFund'];
