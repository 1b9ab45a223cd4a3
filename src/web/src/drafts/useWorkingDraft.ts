import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { api, Problem } from '../api/client';
import type { Draft, Manuscript } from '../api/caseTypes';
import { useAutosave } from '../forms/useAutosave';

export const manuscriptOf = (draft: Manuscript): Manuscript => ({ title: draft.title, sections: draft.sections.map((s) => ({ heading: s.heading, text: s.text })), explanation: draft.explanation });

/** The unit's working draft: saved as it is typed, over the revision it was begun from and no other. */
export function useWorkingDraft(draft: Draft) {
  const client = useQueryClient();
  const revision = useRef(draft.revision);
  const save = useCallback(async (content: Manuscript) => {
    const saved = await api.put(`/cases/${encodeURIComponent(draft.caseId)}/draft`, { revision: revision.current, ...content });
    revision.current = saved.revision;
    void client.invalidateQueries({ queryKey: ['case', draft.caseId, 'draft'] });
  }, [client, draft.caseId]);
  const auto = useAutosave<Manuscript>({ key: `draft:${draft.caseId}`, initial: manuscriptOf(draft), basis: draft.revision, save });
  const { rebase, replace, state, restoredBasis } = auto;
  const begun = useRef(false);
  if (!begun.current) {
    begun.current = true;
    if (restoredBasis !== undefined) revision.current = restoredBasis;
  }
  useEffect(() => {
    rebase(revision.current);
    // A colleague saved and nothing is being typed here: show the newer text.
    if ((state === 'clean' || state === 'saved') && draft.revision > revision.current) {
      revision.current = draft.revision;
      replace(manuscriptOf(draft), draft.revision);
    }
  }, [draft, state, rebase, replace]);
  const conflict = state === 'conflict' && auto.error instanceof Problem ? auto.error : null;
  return {
    ...auto,
    conflict,
    /** Keeps what is on this page and stores it over the other person's. */
    overwrite() {
      revision.current = conflict?.currentRevision ?? draft.revision;
      rebase(revision.current);
      void auto.flush().catch(() => undefined);
    },
    /** Gives up what is on this page. */
    takeTheirs() {
      revision.current = draft.revision;
      replace(manuscriptOf(draft), draft.revision);
    },
  };
}
