import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../api/client';
import type { MatterDocument } from '../api/types';
import { useCommand } from '../api/useCommand';
import { useI18n } from '../i18n';
import { ReasonDialog } from '../instances/ReasonDialog';

/** 作废: for good, with a reason. Whoever is writing the reason while somebody else declares it void keeps the window, and is told there. */
export function VoidMatter({ matter }: { matter: MatterDocument }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const command = useCommand(
    (reason: string, commandId) => api.post(`/matters/${encodeURIComponent(matter.id)}/void`, { commandId, reason }),
    { onSuccess: () => { setOpen(false); void client.invalidateQueries(); } },
  );
  return (
    <>
      {matter.mayVoid && <Button danger onClick={() => { command.reset(); setOpen(true); }} data-testid="void-matter">{t('matter.void')}</Button>}
      {open && <ReasonDialog danger title={t('matter.void')} effect={t(matter.finishedAt ? 'matter.voidEffectEnded' : 'matter.voidEffect')} pending={command.isPending} error={command.error} submit={command.submit} close={() => setOpen(false)} />}
    </>
  );
}
