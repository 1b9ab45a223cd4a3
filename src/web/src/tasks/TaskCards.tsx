import { Link } from 'react-router';
import type { TaskItem, TaskView } from '../api/types';
import { short } from '../calendar/moment';
import { StageChip } from '../cases/StageChip';
import { useI18n } from '../i18n';
import { SupervisionMark } from '../supervisions/SupervisionMark';
import { Due } from './Due';
import { OnBehalf } from './OnBehalf';
import { taskLink } from './taskLink';

export function TaskCards({ view, items }: { view: TaskView; items: TaskItem[] }) {
  const { t, word } = useI18n();
  return (
    <ul className="cards">
      {items.map((item) => (
        <li key={item.id}>
          <Link to={taskLink(item)} className={item.dueState === 'overdue' && view === 'todo' ? 'card overdue' : 'card'}>
            <span className="card-title">{item.caseTitle ?? item.title} <OnBehalf name={item.inPlaceOfName} /><SupervisionMark taskId={item.id} /></span>
            <span className="card-line"><b>{word('step', item.step)}</b><StageChip stage={item.stage} />{item.round ? <small>{t('round.n', { n: item.round })}</small> : null}</span>
            <span className="card-line">
              {view === 'todo' ? <Due at={item.dueAt} state={item.dueState} level={item.overdueLevel} stacked={false} />
                : <span className="quiet">{item.outcome ? word('outcome', item.outcome) : word('taskStatus', item.status)} · {short(item.closedAt ?? item.openedAt)}</span>}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
