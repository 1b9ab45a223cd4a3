// Answers the API from memory so that pages can be worked on without a host: `npm run mock`, then `npm run dev`.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { accounts, documents, unitName, units } from './city.mjs';
import { adoption, campaign, cases, now, opinions, results, sections, tasks } from './cases.mjs';
import { adminRoutes } from './admin.mjs';

const sessions = new Map();
const drafts = new Map();
const listeners = new Set();
const changed = (topic) => listeners.forEach((r) => r.write(`event: changed\ndata: ${JSON.stringify({ topic })}\n\n`));
const problem = (status, code, title, detail, extra = {}) => ({ status, body: { type: 'about:blank', title, status, detail, code, traceId: 'mock-1', ...extra } });
const mine = (u, t) => t.unitId === u.unitId && u.roles.includes(t.role);
const draftOf = (c) => drafts.get(c.id) ?? { revision: 1, title: c.title, sections: sections(c.unit.name), explanation: '起草背景与依据：省、市深化街道管理体制改革部署。\n起草过程：区委编办牵头，征求 11 个部门意见。', updatedAt: '2020-09-09T17:20:00+08:00', updatedByName: '赵阳律', canEdit: true };
const cell = (c) => ({ caseId: c.id, unitId: c.unit.id, documentCode: c.document.code, stage: c.stage, round: c.round, version: c.version, flags: c.flags, dueAt: c.dueAt, overdue: c.flags.includes('Overdue') });
const version = (c, n, at, kind) => ({ number: n, kind, title: c.title, sha256: [...`${c.id}${n}`].map((x) => x.charCodeAt(0).toString(16)).join('').padEnd(64, 'a7').slice(0, 64), createdAt: at, authorName: '赵阳律', round: Number(n[1]), attachments: [] });
const versions = (c) => [version(c, 'v1.0', '2020-08-09T16:02:00+08:00', '初稿'), version(c, 'v2.0', '2020-09-07T10:12:00+08:00', '呈报稿')].slice(0, c.round);

function inbox(u, q) {
  const view = q.get('view') ?? 'todo';
  const open = tasks.filter((t) => t.status === 'Open' && mine(u, t));
  const done = tasks.filter((t) => t.closedBy === u.id);
  const initiated = tasks.filter((t) => cases.find((c) => c.id === t.caseId)?.unit.id === u.unitId);
  let list = view === 'todo' ? open : view === 'done' ? done : initiated;
  const eq = (key, f) => { const v = q.get(key); if (v) list = list.filter((t) => f(t) === v); };
  eq('step', (t) => t.step); eq('round', (t) => String(t.round)); eq('unitId', (t) => cases.find((c) => c.id === t.caseId).unit.id); eq('campaignId', (t) => t.campaignId); eq('due', (t) => t.dueState);
  if (q.get('q')) list = list.filter((t) => (t.title + t.caseTitle).includes(q.get('q')));
  const sort = q.get('sort') ?? 'due'; const key = sort.includes('due') ? 'dueAt' : 'openedAt';
  list = [...list].sort((a, b) => String(a[key] ?? '9').localeCompare(String(b[key] ?? '9')) * (sort.startsWith('-') ? -1 : 1));
  const size = Number(q.get('size') ?? 20); const page = Number(q.get('page') ?? 1);
  return { items: list.slice((page - 1) * size, page * size), total: list.length, page, size, counts: { todo: open.length, overdue: open.filter((t) => t.dueState === 'overdue').length, soon: open.filter((t) => t.dueState === 'soon').length, done: done.length, initiated: initiated.length } };
}

function graph() {
  const steps = ['Draft:起草报送', 'InternalApproval:单位审签', 'Intake:受理审查', 'Review:会审', 'Consolidate:意见汇总', 'Barrier:等待模板', 'Feedback:反馈', 'Revise:修改完善', 'Legal:合法性审查', 'Propose:提请审议', 'Agenda:列入议题', 'Decide:审议', 'PostMeeting:会后修改', 'Issue:印发', 'Archive:归档'];
  const nodes = [{ id: 'start', type: 'Elsa.Start', title: 'Start', titleZh: '开始', x: null, y: null }, ...steps.map((s) => { const [id, titleZh] = s.split(':'); return { id, type: 'Orchestrator.HumanTask', title: id, titleZh, x: null, y: null }; }), { id: 'end', type: 'Elsa.End', title: 'End', titleZh: '结束', x: null, y: null }];
  const e = 'start>Draft,Draft>InternalApproval:Submit,InternalApproval>Intake:Approve,InternalApproval>Draft:SendBack,Intake>Review:Accept,Intake>Draft:Correct,Review>Consolidate,Consolidate>Barrier:Done,Barrier>Feedback,Feedback>Revise:Send,Revise>InternalApproval:Submit,Consolidate>Legal:Pass,Legal>Propose,Propose>Agenda:Propose,Agenda>Decide:List,Decide>Issue:Passed,Decide>PostMeeting:PassedWithChanges,PostMeeting>Issue:Submit,Issue>Archive:Issue,Archive>end:Archive';
  return { nodes, edges: e.split(',').map((x) => { const [p, label] = x.split(':'); const [source, target] = p.split('>'); return { id: `${source}-${target}-${label ?? ''}`, source, target, label: label ?? null }; }) };
}

const timeline = (c) => [
  ['2020-07-27T09:00:00+08:00', '改革专班', '周火帝', 'start', `启动批次「${campaign.name}」，本事项进入起草阶段。`, null, 1, 'Drafting', 'Start'],
  ['2020-08-09T16:02:00+08:00', c.unit.name, '赵阳律', 'submit', '报送初稿 v1.0（SHA-256 3f9a…），附件 2 个。', null, 1, 'InternalApproval', 'Draft'],
  ['2020-08-10T09:31:00+08:00', c.unit.name, '钱成岁', 'approve', '审签同意报送。', '同意，请按时报送。', 1, 'Intake', 'InternalApproval'],
  ['2020-08-11T10:05:00+08:00', '市委编办', '秦金水', 'accept', '受理，转入会审。', null, 1, 'JointReview', 'Intake'],
  ['2020-08-18T17:40:00+08:00', '市司法局', '许巨珠', 'opinion', '提出会审意见 2 条，何果珍审签。', null, 1, 'JointReview', 'Review'],
  ['2020-08-19T18:00:00+08:00', null, null, 'silence', '市委政法委逾期未反馈，按规定视为无意见。', null, 1, 'JointReview', 'Review'],
  ['2020-08-24T11:18:00+08:00', '市委编办', '秦金水', 'consolidate', '汇总意见 3 条：采纳 2 条，部分采纳 1 条。', null, 1, 'AwaitingTemplate', 'Consolidate'],
  ['2020-08-31T15:00:00+08:00', '改革专班', '周火帝', 'feedback', '发出一下反馈，附统一模板 K1。', null, 2, 'Revising', 'Feedback'],
  ['2020-09-07T10:12:00+08:00', c.unit.name, '赵阳律', 'submit', '报送呈报稿 v2.0，逐条答复意见 3 条。', null, 2, 'InternalApproval', 'Revise'],
].map(([at, un, actorName, kind, text, comment, round, stage, step], n) => ({ id: n + 1, at, unitName: un, actorName, kind, text, comment, round, stage, step }));

async function route(method, path, q, body, u, headers) {
  const p = path.split('/').filter(Boolean).map(decodeURIComponent);
  const key = `${method} ${p[0] ?? ''}`;
  if (key === 'GET session') return { session: true };
  if (key === 'POST session') {
    const found = accounts.find((a) => a.userName === body.userName && a.password === body.password);
    return found ? { signIn: found } : problem(401, 'session.invalid', '登录失败', '账号或密码不正确，或账号已锁定。');
  }
  if (key === 'GET demo') return accounts.map(({ userName, password, name, unitId, unitName: un, roles }) => ({ userName, password, name, unitId, unitName: un, roles }));
  if (!u) return problem(401, 'session.required', '需要登录', '请先登录。');
  if (method !== 'GET' && headers['x-csrf-token'] !== 'mock-csrf') return problem(400, 'antiforgery', '请求无效', '页面已过期，请刷新。');
  if (key === 'DELETE session') return { signOut: true };
  if (p[0] === 'tasks' && p.length === 1) return inbox(u, q);
  if (p[0] === 'tasks') {
    const t = tasks.find((x) => x.id === p[1]);
    if (!t) return problem(404, 'task.notFound', '任务不存在', '没有这个任务，或您无权查看。');
    if (p.length === 2) return { ...t, canDecide: t.status === 'Open' && mine(u, t), schema: schemas[t.form] ?? null };
    if (p[2] === 'draft') { t.draft = body.data; return { revision: t.revision }; }
    if (t.status !== 'Open' || body.revision !== t.revision) return problem(409, 'task.stale', '任务已变动', '该任务在您打开后已有变动。', { currentRevision: t.revision });
    if (t.form === 'reviews/opinion' && body.data.result === 'WithOpinions' && !body.data.opinions?.length) return problem(422, 'form.invalid', '填写有误', '结论为“有意见”时至少填写一条意见。', { problems: [{ path: 'data.opinions', message: '至少填写一条意见' }] });
    Object.assign(t, { status: 'Completed', outcome: body.outcome, closedAt: now().toISOString(), closedBy: u.id, closedByName: u.name, revision: t.revision + 1 });
    changed('tasks'); changed(`case:${t.caseId}`);
    return { taskId: t.id, caseId: t.caseId, status: 'Completed', replayed: false };
  }
  if (p[0] === 'units' && method === 'GET') return units;
  if (p[0] === 'notices') return method === 'GET' ? tasks.filter((t) => t.status === 'Open' && mine(u, t)).slice(0, 6).map((t, n) => ({ id: `n${n}`, at: t.openedAt, kind: n % 2 ? 'overdue' : 'task', title: n % 2 ? '任务已逾期' : '新任务', text: `${t.caseTitle}：${t.title}`, caseId: t.caseId, taskId: t.id, readAt: n > 2 ? t.openedAt : null })) : {};
  if (p[0] === 'campaign-templates') return [{ id: 'street-reform-2020', name: '二上二下（街道改革 2020）', description: '8 件文稿、8 个县市区，两轮报送、两轮反馈，市委常委会审议。', start: '2020-07-27', units: units.filter((x) => x.kind === 'District').map((x) => x.id), documents, rounds: 2, maxRounds: 5, deadlines: { submit: { 1: { kind: 'FixedDate', date: '2020-08-10' }, 2: { kind: 'FixedDate', date: '2020-09-08' }, default: { kind: 'WorkingDays', days: 5 } }, intake: { kind: 'WorkingDays', days: 1 }, correction: { kind: 'WorkingDays', days: 2 }, review: { default: { kind: 'WorkingDays', days: 5 } }, consolidate: { default: { kind: 'WorkingDays', days: 2 } }, feedback: { 1: { kind: 'FixedDate', date: '2020-08-31' }, 2: { kind: 'FixedDate', date: '2020-09-15' } }, dispute: { L1: { kind: 'WorkingDays', days: 3 }, L2: { kind: 'WorkingDays', days: 3 }, L3: { kind: 'WorkingDays', days: 5 }, L4: { kind: 'WorkingDays', days: 5 } }, legal: { kind: 'WorkingDays', days: 7 }, proposal: { kind: 'WorkingDays', days: 2 }, postMeeting: { kind: 'WorkingDays', days: 3 }, archive: { kind: 'CalendarDays', days: 30 } } }];
  if (p[0] === 'campaigns') {
    if (method === 'POST') return { id: campaign.id };
    if (p.length === 1) return [{ ...campaign, cases: cases.length, finished: cases.filter((c) => ['Issued', 'Archived'].includes(c.stage)).length, overdue: cases.filter((c) => c.flags.includes('Overdue')).length }];
    const byStage = {}; cases.forEach((c) => { byStage[c.stage] = (byStage[c.stage] ?? 0) + 1; });
    return { campaign, units: units.filter((x) => x.kind === 'District'), documents, cells: cases.map(cell), totals: { byStage, overdue: cases.filter((c) => c.flags.includes('Overdue')).length, submittedOnTime: 61, submittedLate: 3 } };
  }
  if (p[0] === 'extension-requests') return method === 'GET' ? [{ id: 'x1', caseId: cases[0].id, caseTitle: cases[0].title, taskId: `${cases[0].id}:9`, step: 'Revise', unitName: cases[0].unit.name, days: 2, reason: '常委会议定时间推迟，需等待会议结论后修改第三章。', requestedByName: '钱成岁', requestedAt: '2020-09-07T15:00:00+08:00', dueAt: '2020-09-08T18:00:00+08:00', newDueAt: '2020-09-10T18:00:00+08:00', status: 'Pending' }, { id: 'x2', caseId: cases[9].id, caseTitle: cases[9].title, taskId: 't', step: 'Revise', unitName: cases[9].unit.name, days: 3, reason: '与组织部门核对职数。', requestedByName: '李海咸', requestedAt: '2020-09-06T10:00:00+08:00', dueAt: '2020-09-08T18:00:00+08:00', status: 'Approved', decidedByName: '周火帝', decidedAt: '2020-09-06T16:00:00+08:00', comment: '同意延期。' }] : {};
  if (p[0] === 'templates') return { title: '放权赋权实施办法（统一模板）', version: 'K1', publishedAt: '2020-08-31T15:00:00+08:00', sections: sections('各县市区') };
  if (p[0] === 'cases') {
    const c = cases.find((x) => x.id === p[1]);
    if (!c) return problem(404, 'case.notFound', '事项不存在', '没有这个事项。');
    const open = tasks.filter((t) => t.caseId === c.id && t.status === 'Open');
    const district = u.unitId === c.unit.id;
    if (u.unitId?.startsWith('D') && !district) return problem(403, 'case.forbidden', '无权查看', '只能查看本单位的事项。');
    switch (p[2]) {
      case undefined: return { ...c, tasks: open, myTaskIds: open.filter((t) => mine(u, t)).map((t) => t.id), can: { withdraw: district && u.roles.includes('BM-FZ'), extend: district && u.roles.includes('BM-FZ'), hold: u.roles.includes('ZB') && !c.flags.includes('OnHold'), release: u.roles.includes('ZB') && c.flags.includes('OnHold'), urge: u.roles.some((r) => ['ZB', 'BB-JB', 'BB-ZR'].includes(r)) } };
      case 'timeline': return timeline(c);
      case 'history': return graph().nodes.slice(0, 9).flatMap((n, s) => [['Started', s * 2 + 1], ['Completed', s * 2 + 2]].map(([event, seq]) => ({ seq, at: timeline(c)[Math.min(8, s)].at, activityId: n.id, activityName: n.titleZh, event, outcome: event === 'Completed' ? 'Done' : null, actorName: timeline(c)[Math.min(8, s)].actorName })));
      case 'diagram': { const g = graph(); const visited = ['start', 'Draft', 'InternalApproval', 'Intake', 'Review', 'Consolidate', 'Barrier', 'Feedback', 'Revise'].slice(0, c.round === 1 ? 2 : 9); return { graph: g, visited: visited.map((nodeId) => ({ nodeId, count: c.round === 2 && ['InternalApproval', 'Intake', 'Review'].includes(nodeId) ? 2 : 1, lastAt: '2020-09-07T10:12:00+08:00' })), current: open.map((t) => t.step).filter((x, n, a) => a.indexOf(x) === n), taken: g.edges.filter((e) => visited.includes(e.source) && visited.includes(e.target) && !['SendBack', 'Correct'].includes(e.label)).map((e) => e.id) }; }
      case 'opinions': return { opinions, results, conflicts: [{ opinionIds: ['o1', 'o2'], kind: 'Numbers', location: '三、承接保障 第1段', message: '同一位置数字不一致：15 名 / 10 名' }], duplicates: [['o3', 'o5']] };
      case 'adoption-table': return adoption(c.id, Number(q.get('round') ?? c.round));
      case 'draft': if (method === 'GET') return draftOf(c); { const old = draftOf(c); if (body.revision !== old.revision) return problem(409, 'draft.stale', '文稿已被他人修改', '文稿已由赵阳律修改，请核对。', { currentRevision: old.revision }); drafts.set(c.id, { ...old, ...body, revision: old.revision + 1, updatedAt: now().toISOString(), updatedByName: u.name }); return drafts.get(c.id); }
      case 'versions': if (p[3]) { const v = versions(c).find((x) => x.number === p[3]); return { ...v, sections: sections(c.unit.name), explanation: '起草说明略。' }; } return versions(c);
      case 'attachments': return [{ id: 'a1', name: '起草说明.docx', size: 48211, uploadedAt: '2020-08-09T15:50:00+08:00', uploadedByName: '赵阳律', sha256: 'ab12'.repeat(16), frozenIn: ['v1.0'] }, { id: 'a2', name: '赋权事项清单.xlsx', size: 1320045, uploadedAt: '2020-09-07T09:50:00+08:00', uploadedByName: '赵阳律', sha256: 'cd34'.repeat(16), canDelete: true }];
      case 'compare': return { paragraphs: [{ kind: 'heading', left: '三、承接保障', right: '三、承接保障' }, { kind: 'same', left: '区级部门应当完成业务培训。', right: '区级部门应当完成业务培训。' }, { kind: 'changed', left: '每个街道核定综合执法中心事业编制 10 名，由区级相关部门划转。', right: '每个街道核定综合执法中心事业编制 12 名，由区级相关部门划转，人随事走、编随事走。', spans: [{ kind: 'same', text: '每个街道核定综合执法中心事业编制 1' }, { kind: 'removed', text: '0' }, { kind: 'added', text: '2' }, { kind: 'same', text: ' 名，由区级相关部门划转' }, { kind: 'added', text: '，人随事走、编随事走' }, { kind: 'same', text: '。' }] }, { kind: 'added', left: null, right: '建立赋权事项动态调整机制，每年评估一次。' }, { kind: 'removed', left: '本办法试行两年。', right: null }], rows: [{ original: '每个街道核定综合执法中心事业编制 10 名', revised: '每个街道核定综合执法中心事业编制 12 名，人随事走、编随事走', note: '按市委编办意见修改' }, { original: null, revised: '建立赋权事项动态调整机制，每年评估一次。', note: '新增' }, { original: '本办法试行两年。', revised: null, note: '删除' }] };
      default: return {};
    }
  }
  return adminRoutes(method, p, q, body) ?? problem(404, 'notFound', '没有这个地址', `没有这个地址：${path}`);
}

const schemas = {};
for (const form of ['intake', 'internal-approval', 'legal', 'agenda', 'issue']) {
  try { schemas[`reviews/${form}`] = JSON.parse(readFileSync(new URL(`../../../workflows/reviews/forms/${form}.schema.json`, import.meta.url))); } catch { schemas[`reviews/${form}`] = null; }
}

createServer((request, response) => {
  const url = new URL(request.url, 'http://mock');
  const path = url.pathname.replace(/^\/api\/v1/, '');
  const sid = /sid=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
  const user = sessions.get(sid);
  if (path === '/events') {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write(': open\n\n'); listeners.add(response); request.on('close', () => listeners.delete(response));
    return;
  }
  const chunks = [];
  request.on('data', (c) => chunks.push(c));
  request.on('end', async () => {
    let body = {};
    try { body = JSON.parse(Buffer.concat(chunks).toString() || '{}'); } catch { /* uploads are not JSON */ }
    const answer = await route(request.method, path, url.searchParams, body, user, request.headers);
    const send = (status, data, headers = {}) => { response.writeHead(status, { 'Content-Type': status >= 400 ? 'application/problem+json' : 'application/json', ...headers }); response.end(JSON.stringify(data)); };
    if (answer.signIn) { const id = Math.random().toString(36).slice(2); sessions.set(id, answer.signIn); return send(200, {}, { 'Set-Cookie': `sid=${id}; Path=/; HttpOnly; SameSite=Lax` }); }
    if (answer.signOut) { sessions.delete(sid); return send(200, {}); }
    if (answer.session) return send(200, { user: user ? { id: user.id, name: user.name, unitId: user.unitId, unitName: unitName(user.unitId), roles: user.roles } : null, csrf: 'mock-csrf', demo: true, setupRequired: process.env.MOCK_SETUP === '1', now: now().toISOString(), city: '楚江市（演示）' });
    return answer.body && answer.status ? send(answer.status, answer.body) : send(200, answer);
  });
}).listen(Number(process.env.PORT ?? 5080), '127.0.0.1');
