import { accounts } from './city.mjs';

const at = (d, t) => `2020-${d}T${t}:00+08:00`;
const page = (items) => ({ items, total: items.length, page: 1, size: 50 });

export function adminRoutes(method, p) {
  switch (p[0]) {
    case 'accounts': return method === 'GET' ? accounts.map((a) => ({ ...a, password: undefined })) : {};
    case 'definitions':
      if (p[1] === 'validate') return { problems: [{ path: '$.root.activities[3].condition.expression', message: 'Unknown name', messageZh: '表达式中的名称 caseRound 未定义', line: 1, column: 5 }, { path: '$.root.connections[7].target', message: 'No such activity', messageZh: '连线指向的活动 “Legal2” 不存在' }] };
      if (p[2] === 'versions' && p.length === 3) return [{ version: 2, status: 'Published', createdAt: at('08-20', '10:00'), publishedAt: at('08-20', '10:30'), instances: 12 }, { version: 1, status: 'Retired', createdAt: at('07-20', '09:00'), publishedAt: at('07-20', '09:10'), instances: 52 }];
      if (p[4] === 'graph') return { nodes: [{ id: 'a', type: 'Elsa.Start', title: 'Start', titleZh: '开始' }, { id: 'b', type: 'Orchestrator.HumanTask', title: 'Draft', titleZh: '起草报送' }], edges: [{ id: 'ab', source: 'a', target: 'b', label: null }] };
      return [{ definitionId: 'reviews.two-up-two-down', name: '二上二下（文稿）', publishedVersion: 2, latestVersion: 2, instances: 64, updatedAt: at('08-20', '10:30') }, { definitionId: 'reviews.dispute', name: '争议协调', publishedVersion: 1, latestVersion: 1, instances: 2, updatedAt: at('07-20', '09:10') }, { definitionId: 'reviews.template', name: '统一模板', publishedVersion: 1, latestVersion: 2, instances: 8, updatedAt: at('07-20', '09:10') }];
    case 'incidents': return method === 'GET' ? page([{ id: 'inc1', instanceId: 'c-street-2020-D2-03', instanceName: '望楚区《综合执法工作实施办法》', activityId: 'RecordStage', activityType: 'Orchestrator.Command', message: '命令 Cases.SetStage 被拒绝：不允许从“已归档”转到“起草中”。', detail: 'T-03', createdAt: at('09-08', '14:22'), attempts: 1, status: 'Open' }]) : {};
    case 'timers': return page([{ id: 't1', instanceId: 'c-street-2020-D1-01', instanceName: '澄湖区《放权赋权实施办法》', kind: 'remind', dueAt: at('09-11', '09:00'), status: 'Waiting' }]);
    case 'outbox': return method === 'GET' ? page([{ id: 'm1', type: 'draft-submitted', createdAt: at('09-07', '10:12'), sentAt: at('09-07', '10:12'), attempts: 1, error: null, status: 'Sent' }, { id: 'm2', type: 'task-overdue', createdAt: at('09-08', '18:00'), sentAt: null, attempts: 5, error: '接收方连接超时', status: 'Failed' }]) : {};
    case 'audit': return { ...page(Array.from({ length: 12 }, (_, i) => ({ seq: 412 - i, at: at('09-09', `1${i % 8}:2${i % 10}`), actorName: accounts[i].name, action: ['Tasks.Complete', 'Session.SignIn', 'Drafts.Save'][i % 3], objectType: 'task', objectId: `c-street-2020-D${(i % 8) + 1}-01:9`, outcome: i === 4 ? 'Refused' : 'Done', remoteAddress: '127.0.0.1', hash: 'a41c09'.repeat(10) }))), verification: { ok: true, checked: 412 } };
    case 'instances': return page([{ id: 'c-street-2020-D1-01', name: '澄湖区《放权赋权实施办法》', definitionId: 'reviews.two-up-two-down', version: 2, status: 'Running', stage: 'JointReview', round: 2, createdAt: at('07-27', '09:00'), updatedAt: at('09-09', '15:40'), incidents: 0 }]);
    default: return undefined;
  }
}
