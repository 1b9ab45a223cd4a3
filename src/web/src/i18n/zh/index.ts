import { admin } from './admin';
import { campaigns } from './campaigns';
import { common } from './common';
import { cases } from './cases';
import { deeds } from './deeds';
import { domain } from './domain';
import { drafts } from './drafts';
import { forms } from './forms';
import { instances } from './instances';
import { records } from './records';
import { session } from './session';
import { shell } from './shell';
import { talk } from './talk';
import { tasks } from './tasks';

export const zh = { ...admin, ...common, ...campaigns, ...domain, ...forms, ...drafts, ...cases, ...deeds, ...instances, ...records, ...session, ...shell, ...talk, ...tasks };
