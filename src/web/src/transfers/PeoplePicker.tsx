import { Input, Modal } from 'antd';
import { useState } from 'react';
import type { RegisteredPerson } from '../api/types';
import { useI18n } from '../i18n';
import { DataTable } from '../shell/DataTable';
import { Empty, Loaded } from '../shell/states';
import { useNarrow } from '../shell/useNarrow';
import { useReturnFocus } from '../shell/useReturnFocus';
import type { Chosen } from './plan';
import { usePeople } from './queries';
import { usePersonColumns } from './TransferPeople';

/** People of a unit from the real-name register. Whoever another transfer holds, or another line names, cannot be chosen. */
export function PeoplePicker({ one: single = false, unitId, chosen, elsewhere, choose, close }: { one?: boolean; unitId: string; chosen: Chosen[]; elsewhere: string[]; choose: (people: Chosen[]) => void; close: () => void }) {
  const { t } = useI18n();
  useReturnFocus();
  const narrow = useNarrow();
  const [q, setQ] = useState('');
  const [page, setPage] = useState(1);
  const [people, setPeople] = useState(chosen);
  const query = usePeople({ unitId, q, page, size: 20 });
  const columns = usePersonColumns().filter((column) => column.key !== 'unit');
  const taken = (one: RegisteredPerson) => one.transferId !== null || elsewhere.includes(one.personKey);
  return (
    <Modal open transitionName="" maskTransitionName="" width={820} title={t('transfer.pickTitle')} onCancel={close} onOk={() => choose(people)} okText={t('transfer.pickDone', { n: people.length })} cancelText={t('common.cancel')} okButtonProps={{ 'data-testid': 'people-chosen' }}>
      <Input.Search className="search transfer-find" allowClear placeholder={t('person.search')} aria-label={t('person.search')} onSearch={(value) => { setQ(value.trim()); setPage(1); }} />
      <Loaded query={query} rows={6}>
        {(found) => found.total === 0 ? <Empty title={t(q ? 'state.emptyFiltered' : 'person.none')} text={q ? undefined : t('person.noneText')} /> : (
          <DataTable<RegisteredPerson> label={t('transfer.pickTitle')} rowKey="personKey" size="small" className="grid" columns={[...columns, { title: '', key: 'taken', width: 90, render: (_, one) => taken(one) && <span className="chip tone-idle" title={t(one.transferId ? 'person.heldWhy' : 'person.elsewhereWhy')}>{t(one.transferId ? 'person.held' : 'person.elsewhere')}</span> }]}
            dataSource={found.items} scroll={{ x: 620, y: 420 }}
            pagination={{ current: page, pageSize: 20, total: found.total, showSizeChanger: false, simple: narrow, onChange: setPage, showTotal: (n) => t('common.total', { n }) }}
            rowSelection={{
              type: single ? 'radio' : 'checkbox',
              preserveSelectedRowKeys: true, selectedRowKeys: people.map((one) => one.personKey), getCheckboxProps: (one) => ({ disabled: taken(one), 'aria-label': one.name } as object),
              onChange: (keys) => setPeople((before) => keys.map((key) => before.find((one) => one.personKey === key) ?? toChosen(found.items.find((one) => one.personKey === key)!))),
            }} />
        )}
      </Loaded>
    </Modal>
  );
}

const toChosen = (one: RegisteredPerson): Chosen => ({ personKey: one.personKey, name: one.name, quota: one.quotaLabel });
