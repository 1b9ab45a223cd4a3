import { OpinionList } from '../cases/OpinionList';
import { useOpinions } from '../cases/queries';
import { useI18n } from '../i18n';
import { Loaded } from '../shell/states';
import { GenericFields } from './GenericFields';
import type { WidgetProps } from './TaskForm';

/** The head of a reviewing unit sees exactly what he signs. */
export default function OpinionSignWidget({ task, data, change }: WidgetProps) {
  const { t, word } = useI18n();
  const query = useOpinions(task.caseId);
  const round = Number(task.payload?.round ?? task.round ?? 1);
  return (
    <>
      <Loaded query={query} rows={4}>
        {(book) => {
          const result = book.results.find((r) => r.unitId === task.unitId && r.round === round);
          const opinions = book.opinions.filter((o) => o.unitId === task.unitId && o.round === round && o.signedAt === null);
          return (
            <section className="to-sign">
              <h3>{t('form.toSign')}</h3>
              <p><b className={`result result-${result?.result ?? 'Pending'}`}>{word('opinion', result?.result ?? 'Pending')}</b> <span className="quiet">{result?.personName}</span></p>
              {result?.comment && <p className="pre">{result.comment}</p>}
              <OpinionList opinions={opinions} />
            </section>
          );
        }}
      </Loaded>
      <GenericFields task={task} data={data} change={change} />
    </>
  );
}
