import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { PlusOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import { useCommand } from '../api/useCommand';
import type { Unit } from '../api/types';
import { useLeaders } from '../tasks/deeds/queries';
import { useI18n } from '../i18n';
import { Dialog } from './Dialog';
import { OperationList } from './OperationList';

const kinds = ['CityOrgan', 'District', 'Street'] as const;

export function Units() {
  const { t, word } = useI18n();
  const [editing, edit] = useState<Unit | 'new' | null>(null);
  return (
    <>
      <OperationList path="/units" whole searchable title={t('unit.title')} conditions={[{ name: 'kind', label: t('unit.kind'), options: kinds.map((value) => ({ value, label: t(`unitKind.${value}`) })) }]} rowKey={(row) => row.id}
        tools={<Button type="primary" icon={<PlusOutlined />} onClick={() => edit('new')}>{t('unit.new')}</Button>}
        columns={[
          { title: t('unit.id'), value: (row) => row.id, render: (row) => <code>{row.id}</code> },
          { title: t('unit.name'), value: (row) => row.name },
          { title: t('unit.kind'), value: (row) => word('unitKind', row.kind) },
          { title: t('unit.leader'), value: (row) => row.leaderName ?? '', render: (row) => row.leaderName ?? (row.leaderId ? <span className="chip tone-stopped">{t('unit.leaderGone')}</span> : '—') },
          { title: t('unit.sort'), value: (row) => row.sort, align: 'right' },
          { title: t('common.status'), value: (row) => t(row.active ? 'unit.active' : 'unit.retired'), render: (row) => <span className={`chip tone-${row.active ? 'done' : 'idle'}`}>{t(row.active ? 'unit.active' : 'unit.retired')}</span> },
          { title: t('common.actions'), render: (row) => <Button size="small" onClick={() => edit(row)}>{t('common.edit')}</Button> },
        ]} />
      {editing && <UnitDialog unit={editing} close={() => edit(null)} />}
    </>
  );
}

function UnitDialog({ unit, close }: { unit: Unit | 'new'; close: () => void }) {
  const { t } = useI18n();
  const cache = useQueryClient();
  const [form] = Form.useForm<Unit>();
  const made = unit === 'new';
  const leaders = useLeaders();
  const save = useCommand((values: Unit, commandId) => made
    ? api.post('/units', { commandId, ...values })
    : api.put(`/units/${encodeURIComponent(unit.id)}`, { ...values, commandId, revision: unit.revision, parentId: unit.parentId }), {
    onSuccess: () => { void cache.invalidateQueries({ queryKey: ['operations', '/units'] }); void cache.invalidateQueries({ queryKey: ['units'] }); close(); },
  });
  return (
    <Dialog title={t(made ? 'unit.new' : 'unit.edit')} form={form} initial={made ? { kind: 'District', sort: 0 } : { ...unit, leaderId: unit.leaderName ? unit.leaderId : null }} pending={save.isPending} error={save.error} submit={(values) => save.submit(values)} close={close}>
      {made && <Form.Item name="id" label={t('unit.id')} rules={[{ required: true, message: t('common.required') }]}><Input maxLength={32} /></Form.Item>}
      <Form.Item name="name" label={t('unit.name')} rules={[{ required: true, message: t('common.required') }]}><Input maxLength={60} /></Form.Item>
      <Form.Item name="kind" label={t('unit.kind')}><Select options={kinds.map((value) => ({ value, label: t(`unitKind.${value}`) }))} /></Form.Item>
      <Form.Item name="leaderId" label={t('unit.leader')} help={made || !unit.leaderId || unit.leaderName ? t('unit.leaderText') : t('unit.leaderGoneText')}>
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} placeholder={t('unit.noLeader')} loading={leaders.isPending} data-testid="unit-leader"
          options={(leaders.data ?? []).map((one) => ({ value: one.id, label: [one.name, one.unitName].filter(Boolean).join(' · ') }))} />
      </Form.Item>
      <Form.Item name="sort" label={t('unit.sort')}><InputNumber min={0} max={9999} /></Form.Item>
      {!made && <Form.Item name="active" valuePropName="checked"><Checkbox>{t('unit.active')}</Checkbox></Form.Item>}
    </Dialog>
  );
}
