import { useUnits } from '../campaigns/queries';
import type { Data } from '../forms/schema';
import { useI18n } from '../i18n';
import { useUser } from '../session/SessionContext';
import { usePeople } from '../tasks/deeds/queries';
import { modeSentence, reviewersOf, standing } from './plan';

const heads = ['BM-FZ', 'BB-ZR'];

/** What will happen when it is handed in: who is asked when, in words. */
export function FlowPreview({ data }: { data: Data }) {
  const { t, word } = useI18n();
  const { id: me, unitId, unitName } = useUser();
  const people = usePeople(unitId ?? undefined, '');
  const hasHead = people.data?.some((one) => one.id !== me && one.roles.some((role) => heads.includes(role))) ?? true;
  const units = useUnits();
  const name = (id: string) => units.data?.find((unit) => unit.id === id)?.name ?? id;
  const offices = Object.keys(standing).filter((id) => standing[id] === 'MatterOffices' && id !== unitId);
  const chosen = reviewersOf(data);
  return (
    <aside className="panel matter-preview" aria-label={t('matter.preview')}>
      <h2>{t('matter.preview')}</h2>
      <ol>
        <li><b>{word('step', 'MatterHeadReview')}</b><p>{t(hasHead ? 'matter.preview.head' : 'matter.preview.noHead', { unit: unitName ?? '' })}</p></li>
        <li>
          <b>{t('matter.preview.together')}</b>
          <ul>
            <li>{word('step', 'MatterLegal')}：{name('SF')}</li>
            <li>
              {word('step', 'MatterCountersign')}：{chosen.length === 0 ? <span className="quiet">{t('matter.noReviewer')}</span> : chosen.map((one) => name(one.unitId)).join(data.mode === 'Sequence' ? ' → ' : '、')}
              <p>{modeSentence(t, data)}{chosen.some((one) => one.veto) && ` ${t('matter.preview.veto', { units: chosen.filter((one) => one.veto).map((one) => name(one.unitId)).join('、') })}`}</p>
            </li>
            <li>{word('step', 'MatterOffices')}：{offices.map(name).join('、')}<p>{t('matter.preview.offices')}</p></li>
          </ul>
          <p>{t('matter.preview.refused')}</p>
        </li>
        <li><b>{word('step', 'MatterSign')}</b><p>{t('matter.preview.sign')}</p></li>
        <li><b>{word('step', 'MatterRegister')}</b><p>{t('matter.preview.register', { unit: unitName ?? '' })}</p></li>
      </ol>
    </aside>
  );
}
