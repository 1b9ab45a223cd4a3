import { documents, unitName, units } from './city.mjs';

export const campaign = { id: 'street-2020', name: '深化街道管理体制改革', status: 'Running', start: '2020-07-27', rounds: 2, templateName: '二上二下（街道改革 2020）' };
export const now = () => new Date(Date.parse('2020-09-10T09:20:00+08:00') + (process.uptime() * 1000));
const districts = units.filter((u) => u.kind === 'District');
const plan = ['Revising', 'JointReview', 'Consolidating', 'ReadyForMeeting', 'Intake', 'Coordinating', 'InternalApproval', 'JointReview', 'Drafting', 'OnAgenda', 'AwaitingTemplate', 'Revising', 'Issued', 'Issuing', 'Deferred', 'PostMeetingRevision', 'JointReview', 'Archived', 'Withdrawn', 'Revising'];
const stepFor = {
  Drafting: ['Draft', 'U', 'BM-JB', 'reviews/draft', ['Submit']], Revising: ['Revise', 'U', 'BM-JB', 'reviews/revision', ['Submit']],
  InternalApproval: ['InternalApproval', 'U', 'BM-FZ', 'reviews/internal-approval', ['Approve', 'SendBack']], Intake: ['Intake', 'BB', 'BB-JB', 'reviews/intake', ['Accept', 'Correct']],
  Consolidating: ['Consolidate', 'BB', 'BB-JB', 'reviews/consolidation', ['Pass', 'Revise', 'Coordinate']], Coordinating: ['Negotiate', 'BB', 'BB-JB', 'disputes/step', ['Agreed', 'NotAgreed']],
  ReadyForMeeting: ['Propose', 'BB', 'BB-ZR', 'reviews/proposal', ['Propose', 'SendBack']], OnAgenda: ['Decide', 'WB', 'MS', 'reviews/decision', ['Passed', 'PassedWithChanges', 'Deferred', 'NotPassed']],
  PostMeetingRevision: ['PostMeeting', 'U', 'BM-JB', 'reviews/post-meeting', ['Submit']], Deferred: ['Deferral', 'BB', 'BB-JB', 'reviews/deferral', ['Reagenda', 'Rewrite']],
  Issuing: ['Issue', 'WB', 'WB', 'reviews/issue', ['Issue']], Issued: ['Archive', 'WB', 'WB', 'reviews/archive', ['Archive']], Withdrawn: ['Resubmit', 'U', 'BM-FZ', 'reviews/resubmit', ['Resubmit']],
  AwaitingTemplate: ['Template', 'BB', 'BM-JB', 'reviews/template', ['Publish']],
};
const stepTitle = { Draft: '起草并报送初稿', Revise: '按反馈意见修改并答复', InternalApproval: '审签报送稿', Intake: '受理审查', Review: '提出会审意见', ReviewSign: '审签本单位意见', Consolidate: '汇总会审意见', Negotiate: '组织协商', Propose: '提请市委常委会审议', Decide: '记录审议结果', PostMeeting: '按会议意见修改', Deferral: '处理缓议', Issue: '编号印发', Archive: '归档', Resubmit: '重新报送', Template: '制定统一模板' };
export const cases = [];
export const tasks = [];
const at = (day, time = '18:00') => `2020-${day}T${time}:00+08:00`;
const dueOf = { Drafting: at('08-10'), Revising: at('09-08'), InternalApproval: at('09-08'), Intake: at('09-11'), JointReview: at('09-14'), Consolidating: at('09-15'), Coordinating: at('09-15'), OnAgenda: at('09-18'), ReadyForMeeting: at('09-17'), PostMeetingRevision: at('09-23'), Issuing: at('09-11'), Issued: at('10-09'), Deferred: null, Withdrawn: null, AwaitingTemplate: at('08-31') };
const open = (c, step, unitId, role, form, outcomes, dueAt, n) => tasks.push({
  id: `${c.id}:${n}`, step, title: stepTitle[step], caseId: c.id, caseTitle: c.title, campaignId: campaign.id, round: c.round, stage: c.stage, unitId, unitName: unitName(unitId), role, openedAt: at('09-07', '10:12'),
  dueAt, dueState: c.flags.includes('OnHold') ? 'held' : !dueAt ? 'none' : Date.parse(dueAt) < now() ? 'overdue' : Date.parse(dueAt) - now() < 2.6e8 ? 'soon' : 'ok', overdueLevel: dueAt && Date.parse(dueAt) < now() ? 'urge' : null,
  status: 'Open', outcome: null, closedAt: null, closedByName: null, revision: 3, form, outcomes, draft: null, payload: { caseId: c.id, round: c.round },
});
let i = 0;
for (const d of districts) for (const doc of documents) {
  const stage = plan[(i++ * 7) % plan.length];
  const round = ['Drafting', 'AwaitingTemplate'].includes(stage) ? 1 : 2;
  const flags = [];
  if (['Drafting', 'Revising', 'InternalApproval', 'AwaitingTemplate'].includes(stage)) flags.push('Overdue');
  if (stage === 'Coordinating') flags.push('Dispute');
  if (i % 17 === 0) flags.push('Extended');
  if (i % 29 === 0) flags.push('OnHold');
  const c = { id: `c-${campaign.id}-${d.id}-${doc.code}`, title: `${d.name}《${doc.title}》`, campaign: { id: campaign.id, name: campaign.name }, unit: { id: d.id, name: d.name }, document: { code: doc.code, title: doc.title, class: doc.class }, stage, round, rounds: 2, maxRounds: 5, version: `v${round}.0`, flags, status: ['Archived'].includes(stage) ? 'Finished' : 'Running', dueAt: dueOf[stage] ?? null, reviewers: doc.reviewers };
  cases.push(c);
  if (stage === 'JointReview') doc.reviewers.forEach((r, n) => (n === 1 ? open(c, 'ReviewSign', r.unitId, 'BM-FZ', 'reviews/opinion-sign', ['Sign', 'SendBack'], dueOf[stage], n + 10) : open(c, 'Review', r.unitId, 'BM-JB', 'reviews/opinion', ['Submit'], dueOf[stage], n + 10)));
  else if (stepFor[stage]) { const [step, u, role, form, outcomes] = stepFor[stage]; open(c, step, u === 'U' ? d.id : u, role, form, outcomes, dueOf[stage], 9); }
}
export const sections = (d) => [
  { heading: '一、总体要求', required: true, locked: true, text: `为贯彻落实深化街道管理体制改革部署，推动资源、服务、管理向街道下沉，结合${d}实际，制定本办法。\n坚持党建引领、权责一致、便民高效，着力构建简约高效的基层管理体制。` },
  { heading: '二、赋权事项', required: true, text: '第一批向街道下放公共服务和行政执法事项 42 项，其中直接赋权 18 项，委托下放 16 项，服务前移 8 项。\n赋权事项实行清单管理，未列入清单的事项不得以属地管理名义转嫁街道。' },
  { heading: '三、承接保障', required: true, text: '每个街道核定综合执法中心事业编制 12 名，由区级相关部门划转，人随事走、编随事走。\n区级部门应当在事项下放后 10 个工作日内完成业务培训。' },
  { heading: '四、监督评估', required: false, text: '建立赋权事项动态调整机制，每年评估一次，评估结果报市委编办备案。' },
  { heading: '五、附则', required: true, text: '本办法由区委编办负责解释，自印发之日起施行。' },
];
const op = (id, unitId, category, location, original, proposed, reason, severity) => ({ id, round: 2, version: 'v2.0', unitId, unitName: unitName(unitId), personName: '沈云腾', signedByName: '韩雨露', category, location, original, proposed, reason, basis: severity === 'Must' ? '鄂编办函第 3 条（示例）' : null, severity, submittedAt: at('09-09', '15:40'), disposition: null });
export const opinions = [
  op('o1', 'ZZ', 'Substantive', '三、承接保障 第1段', '每个街道核定综合执法中心事业编制 12 名', '每个街道核定综合执法中心事业编制 15 名', '现有执法任务量测算不少于 15 名，12 名难以实行两班运转。', 'Must'),
  op('o2', 'BB', 'Data', '三、承接保障 第1段', '每个街道核定综合执法中心事业编制 12 名', '每个街道核定综合执法中心事业编制 10 名', '全区可划转编制总额 120 名，按 12 个街道平均为 10 名。', 'Must'),
  op('o3', 'SF', 'Policy', '二、赋权事项 第2段', '不得以属地管理名义转嫁街道', '不得以属地管理等名义变相转嫁街道承担', '与上位文件表述保持一致。', 'Suggest'),
  op('o4', 'SF', 'Wording', '五、附则', null, '增加“此前规定与本办法不一致的，以本办法为准”', '避免新旧规定冲突。', 'Suggest'),
  op('o5', 'ZF', 'Wording', '二、赋权事项 第2段', '不得以属地管理名义转嫁街道', '不得以属地管理等名义变相转嫁街道承担', '表述更严谨。', 'Suggest'),
];
export const results = [
  { unitId: 'ZZ', unitName: '市委组织部', round: 2, result: 'WithOpinions', personName: '沈云腾', signedByName: '韩雨露', at: at('09-09', '15:40'), mandatory: true }, { unitId: 'ZF', unitName: '市委政法委', round: 2, result: 'FormSilence', at: at('09-09', '18:00'), mandatory: false },
  { unitId: 'BB', unitName: '市委编办', round: 2, result: 'WithOpinions', personName: '秦金水', signedByName: '尤玉岗', at: at('09-09', '11:05'), mandatory: true }, { unitId: 'SF', unitName: '市司法局', round: 2, result: 'WithOpinions', personName: '许巨珠', signedByName: '何果珍', at: at('09-08', '16:22'), mandatory: true },
];
export const adoption = (id, round) => {
  const dispositions = ['Coordinate', 'Coordinate', 'Adopt', 'Partial', 'Reject'];
  const rows = opinions.map((o, n) => ({ id: `i${n + 1}`, no: n + 1, document: cases.find((c) => c.id === id)?.title, version: o.version, location: o.location, units: [o.unitName], category: o.category, severity: o.severity, original: o.original, proposed: o.proposed, reason: o.reason, basis: o.basis, disposition: dispositions[n], dispositionReason: dispositions[n] === 'Reject' ? '原文已涵盖，不再重复。' : null, reply: n > 1 ? dispositions[n] : null, replyReason: n === 4 ? '与上位文件原文一致，建议保留现有表述。' : null, revisedText: n === 2 ? o.proposed : null, confirmation: n > 1 ? 'Agree' : null, status: n < 2 ? 'Coordinating' : 'Closed' }));
  return { round, rows, statistics: { total: 5, adopted: 1, partial: 1, rejected: 1, coordinate: 2 } };
};
