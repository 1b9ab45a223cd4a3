import { App, Button, Tag } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client';
import type { SeatView, TaskDesk, TaskDetail } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { useUnits } from '../../campaigns/queries';
import { ReasonDialog } from '../../instances/ReasonDialog';
import { useI18n } from '../../i18n';
import { tally } from './tally';
import { useDesk } from './queries';

/** Who decides the step together, how far each has come, and how far the vote is from its threshold. */
export function Seats({ task }: { task: TaskDetail }) {
  const desk = useDesk(task.id, task.revision).data;
  return desk && desk.seats.length > 1 ? <SeatTable task={task} desk={desk} /> : null;
}

function SeatTable({ task, desk }: { task: TaskDetail; desk: TaskDesk }) {
  const { t, word } = useI18n();
  const units = useUnits();
  const [removing, remove] = useState<SeatView>();
  const nameOf = (seat: SeatView) => units.data?.find((unit) => unit.id === seat.name)?.name ?? seat.name;
  const weighted = desk.mode === 'Vote';
  const vote = weighted ? tally(desk) : null;
  return (
    <section className="seats" data-testid="seats">
      <h3>{desk.mode ? t(`deed.mode.${desk.mode as 'All'}`) : t('deed.signersOf')}{vote && <span className="quiet">　{t('deed.tally', { agreed: vote.agreed, needed: vote.needed, total: vote.total })}</span>}</h3>
      <ul>
        {desk.seats.map((seat, n) => (
          <li key={seat.taskId ?? n} className={`seat-${seat.state}`} style={{ paddingLeft: seat.level * 20 }} data-testid="seat" data-state={seat.state}>
            <Tag color={seat.state === 'Decided' ? 'green' : seat.state === 'Open' ? 'blue' : undefined}>{seat.outcome ? word('outcome', seat.outcome) : t(`deed.seat.${seat.state as 'Open'}`)}</Tag>
            <b>{nameOf(seat)}</b>
            <span className="quiet">{[
              seat.isMine && t('deed.mine'),
              seat.added && t('deed.addedBy', { kind: t(`deed.kind.${seat.added as 'Before'}`), name: seat.addedBy ?? '' }),
              seat.who.length > 0 && seat.who.join('、') !== nameOf(seat) && seat.who.join('、'),
              seat.decidedBy && seat.decidedBy !== nameOf(seat) && seat.decidedBy,
              seat.askedBy && t('deed.askedBy', { name: seat.askedBy }),
              weighted && t('deed.weight', { n: seat.weight }), seat.veto && t('deed.veto'),
            ].filter(Boolean).join(' · ')}</span>
            {seat.removable && seat.state === 'Open' && <Button size="small" type="link" danger onClick={() => remove(seat)} data-testid="deed-removeSigner">{t('deed.removeSigner')}</Button>}
          </li>
        ))}
      </ul>
      {removing && <RemoveSigner seat={removing} name={nameOf(removing)} task={task} close={() => remove(undefined)} />}
    </section>
  );
}

function RemoveSigner({ seat, name, task, close }: { seat: SeatView; name: string; task: TaskDetail; close: () => void }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const { message } = App.useApp();
  const run = useCommand((reason: string, commandId) => api.post(`/tasks/${encodeURIComponent(seat.taskId!)}/remove-signer`, { commandId, reason }), {
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['task', task.id] });
      void client.invalidateQueries({ queryKey: ['tasks'] });
      void message.success(t('deed.done.removeSigner'));
      close();
    },
  });
  return <ReasonDialog title={t('deed.removeSigner')} effect={t('deed.effect.removeSigner', { name })} danger pending={run.isPending} error={run.error} submit={(reason) => run.submit(reason)} close={close} />;
}
