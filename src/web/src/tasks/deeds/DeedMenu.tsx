import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import type { TaskDetail } from '../../api/types';
import { useI18n } from '../../i18n';
import { DeedDialog, type Deed } from './DeedDialog';
import { useDesk } from './queries';

const order: Deed[] = ['return', 'addSigners', 'transfer', 'delegate', 'unclaim'];

/** What else can be done with an open task. Taking it for oneself stands beside the menu: it is what one does first.
 *  `done` says what was done, and whether the task has left one's hands. */
export function DeedMenu({ task, disabled, done }: { task: TaskDetail; disabled: boolean; done: (what: string, left: boolean) => void }) {
  const { t } = useI18n();
  const desk = useDesk(task.id, task.revision).data;
  const [deed, ask] = useState<Deed>();
  const can = (one: Deed) => desk?.operations.includes(one) || (one === 'return' && desk?.operations.includes('returnStraight'));
  const possible = order.filter(can);
  if (!desk || (possible.length === 0 && !can('claim'))) return null;
  return (
    <>
      {can('claim') && <Button size="large" disabled={disabled} onClick={() => ask('claim')} data-testid="deed-claim">{t('deed.claim')}</Button>}
      {possible.length > 0 && (
        <Dropdown disabled={disabled} trigger={['click']} menu={{ items: possible.map((one) => ({ key: one, label: <span data-testid={`deed-${one}`}>{t(`deed.${one}`)}</span>, onClick: () => ask(one) })) }}>
          <Button size="large" data-testid="deeds">{t('deed.more')} <DownOutlined /></Button>
        </Dropdown>
      )}
      {deed && <DeedDialog deed={deed} task={task} desk={desk} close={() => ask(undefined)} done={(left) => done(t(`deed.done.${deed}`), left)} />}
    </>
  );
}

/** Calls one's own decision back, as long as that is possible. */
export function CallBackButtons({ task }: { task: TaskDetail }) {
  const { t } = useI18n();
  const desk = useDesk(task.id, task.revision).data;
  const [deed, ask] = useState<Deed>();
  const possible = (['takeBack', 'withdraw'] as const).filter((one) => desk?.operations.includes(one));
  if (!desk || possible.length === 0) return null;
  return (
    <div className="call-back">
      {possible.map((one) => <Button key={one} danger={one === 'withdraw'} onClick={() => ask(one)} data-testid={`deed-${one}`}>{t(`deed.${one}`)}</Button>)}
      {deed && <DeedDialog deed={deed} task={task} desk={desk} close={() => ask(undefined)} />}
    </div>
  );
}
