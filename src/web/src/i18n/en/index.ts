import { admin } from './admin';
import { campaigns } from './campaigns';
import { cases } from './cases';
import { common } from './common';
import { deeds } from './deeds';
import { domain } from './domain';
import { drafts } from './drafts';
import { forms } from './forms';
import { instances } from './instances';
import { matters } from './matters';
import { proxies } from './proxies';
import { records } from './records';
import { session } from './session';
import { shell } from './shell';
import { talk } from './talk';
import { tasks } from './tasks';
import { together } from './together';

export const en = { ...admin, ...common, ...campaigns, ...domain, ...forms, ...drafts, ...cases, ...deeds, ...instances, ...matters, ...proxies, ...records, ...session, ...shell, ...talk, ...tasks, ...together };
