import { App } from 'antd';
import { useState } from 'react';
import { NoAnswer, Problem, receive } from '../api/client';
import type { Path } from '../api/routes';
import { useI18n } from '../i18n';
import { saveAs } from './csv';

/** Fetches a file of the server and saves it; `busy` while it is made. Why there is none is said in a message. */
export function useDownload() {
  const { t } = useI18n();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  async function fetchFile(path: Path<'get'>, query?: object, service: string | null = null) {
    setBusy(true);
    try {
      const { name, content } = await receive(path, query, service);
      saveAs(name, content);
      void message.success(t('export.done', { name }));
    } catch (error) {
      void message.error({ content: error instanceof Problem ? error.message || t('problem.server') : error instanceof NoAnswer ? t('state.offline') : t('problem.server'), duration: 8 });
    } finally {
      setBusy(false);
    }
  }
  return { busy, fetchFile };
}
