import { admin } from './admin';
import { campaigns } from './campaigns';
import { common } from './common';
import { domain } from './domain';
import { session } from './session';
import { shell } from './shell';
import { tasks } from './tasks';

export const en = { ...admin, ...common, ...campaigns, ...domain, ...session, ...shell, ...tasks };
