import { ClockCircleOutlined } from '@ant-design/icons';
import { App, Button, DatePicker, Form, Modal } from 'antd';
import type { Dayjs } from 'dayjs';
import { useEffect, useState } from 'react';
import { api } from '../api/client';
import { useCommand } from '../api/useCommand';
import { local } from '../calendar/moment';
import { weekday } from '../calendar/workingDays';
import { useI18n } from '../i18n';
import { isBuilding, useSession } from '../session/SessionContext';
import { useReturnFocus } from './useReturnFocus';
import { ProblemNote } from './ProblemNote';

/** On every screen of the demonstration: that it is one, and what time it plays at. */
export function DemoStrip() {
  const { t, language } = useI18n();
  const { session, now, has } = useSession();
  const [, tick] = useState(0);
  const [open, setOpen] = useState(false);
  const demo = session.demo;
  useEffect(() => {
    const timer = window.setInterval(() => tick((n) => n + 1), 15_000);
    return () => window.clearInterval(timer);
  }, []);
  useEffect(() => {
    // What sticks below the head of the page has to know how high that is.
    document.documentElement.style.setProperty('--masthead', demo ? '80px' : '52px');
  }, [demo]);
  if (!demo) return null;
  const clock = local(now());
  const building = isBuilding(session);
  return (
    <div className="demo-strip" role="note">
      <strong>{t('app.demo')}</strong>
      <span className="demo-clock"><ClockCircleOutlined /> <span className="demo-word">{t('app.demoClock')} </span>{clock.format('YYYY-MM-DD')} {weekday(clock.format('YYYY-MM-DD'), language)} {clock.format('HH:mm')}</span>
      {building && <span>{t('app.demoProgress', { percent: Math.floor(demo.progress * 100) })}</span>}
      {!building && has('ZB', 'SA') && <Button size="small" type="link" onClick={() => setOpen(true)} data-testid="advance-clock" aria-label={t('session.advanceClock')}><span>{t('session.advance')}<span className="demo-word">{t('session.advanceWhat')}</span></span></Button>}
      {open && <AdvanceClock from={clock} close={() => setOpen(false)} />}
    </div>
  );
}

function AdvanceClock({ from, close }: { from: Dayjs; close: () => void }) {
  const { t } = useI18n();
  const { refresh } = useSession();
  const { message } = App.useApp();
  useReturnFocus();
  const advance = useCommand(
    (input: { to: Dayjs }) => api.post('/demo/clock', { advanceTo: input.to.format('YYYY-MM-DDTHH:mm:ss+08:00') }),
    { onSuccess: () => { void refresh(); void message.success(t('session.clockAdvanced')); close(); } },
  );
  const next = local(from.valueOf()).add(1, 'day').hour(9).minute(0);
  return (
    <Modal open onCancel={close} title={t('session.advanceClock')} footer={null} destroyOnHidden>
      <p className="quiet">{t('session.advanceClockText')}</p>
      <ProblemNote error={advance.error} />
      <Form layout="vertical" initialValues={{ to: next }} onFinish={advance.submit}>
        <Form.Item name="to" label={t('session.advanceTo')} rules={[{ required: true }]}>
          <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" minDate={from} style={{ width: '100%' }} />
        </Form.Item>
        <div className="form-end"><Button onClick={close}>{t('common.cancel')}</Button><Button type="primary" htmlType="submit" loading={advance.isPending}>{t('common.confirm')}</Button></div>
      </Form>
    </Modal>
  );
}
