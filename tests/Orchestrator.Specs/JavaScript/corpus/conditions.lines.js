// # Conditions, titles and payloads as workflow definitions use them.
getVariable('Outcome') == 'Approve'
getVariable('Outcome') === "Approve" && variables.Round < 3
variables.Round >= 2 || variables.Empty
!variables.Empty
variables.Nothing ?? '无'
variables.Nothing == undefined
variables.Missing === undefined
variables.Missing?.deep.deeper
variables.Missing?.[0]?.()
variables.统计.应报 - variables.统计.已报 === variables.统计.逾期
variables.统计['已报'] / variables.统计['应报'] * 100
`${variables.部门[0]}第${variables.Round}轮反馈`
`应报${variables.统计.应报}家，已报${variables.统计.已报}家，逾期${variables.统计.逾期}家（${(variables.统计.逾期 / variables.统计.应报 * 100).toFixed(1)}%）`
(variables.统计.已报 / variables.统计.应报 * 100).toFixed(2) + '%'
variables.部门.length > 3 ? '多' : '少'
variables.部门.includes('市人社局')
variables.部门.indexOf('没有')
variables.部门.join('、')
variables.部门.map((d, i) => `${i + 1}. ${d}`).join('\n')
variables.部门.filter(d => d.startsWith('市')).length === variables.部门.length
variables.部门.map(d => d.slice(1))
variables.部门.reduce((n, d) => n + d.length, 0)
variables.部门.some(d => /财政/.test(d))
variables.部门.every(d => d.endsWith('局'))
variables.部门.find(d => d.includes('编'))
[...variables.部门].sort()
[...variables.部门].reverse()
variables.Reviews.map(r => r.outcome)
variables.Reviews.filter(r => r.outcome === 'Return').map(r => r.unit)
variables.Reviews.every(r => r.outcome === 'Approve')
variables.Reviews.some(r => r.outcome === 'Return')
variables.Reviews.filter(r => !r.outcome).map(r => r.unit + '未反馈').join('；')
variables.Reviews.reduce((m, r) => ({ ...m, [r.outcome ?? '未反馈']: (m[r.outcome ?? '未反馈'] || 0) + 1 }), {})
variables.Reviews.map(r => r.score).filter(s => s != null).reduce((a, b) => a + b) / 3
Math.max(...variables.Reviews.map(r => r.score ?? 0))
Math.min(...variables.Reviews.map(r => r.score))
variables.Reviews.map(({ unit, issues = [] }) => `${unit}:${issues.length}`)
variables.Reviews.flatMap(r => r.issues ?? []).map(i => i.code)
variables.Reviews.flatMap(r => (r.issues || []).map(i => ({ unit: r.unit, ...i })))
variables.Reviews.find(r => r.outcome === 'Return')?.issues?.[1]?.row
variables.Reviews.find(r => r.outcome === 'Nope')?.issues?.[1]?.row
variables.Reviews.findIndex(r => r.outcome === 'Return')
variables.Reviews.map(r => r.opinion?.trim() || '（无意见）')
variables.Reviews.filter(r => r.at).map(r => new Date(r.at).getTime()).sort((a, b) => a - b)
variables.Reviews.filter(r => r.at).sort((a, b) => new Date(b.at) - new Date(a.at)).map(r => r.unit)
variables.Reviews.map(r => r.at && r.at > '2026-03-02T12:00:00+08:00')
Object.fromEntries(variables.Reviews.map(r => [r.unit, r.outcome]))
Object.entries(variables.统计).map(([k, v]) => `${k}=${v}`).join('&')
Object.keys(variables.统计)
Object.values(variables.统计)
new Set(variables.Reviews.map(r => r.outcome)).size
[...new Set(variables.Roster.map(p => p.quota))]
variables.Roster.filter(p => p.quota === '行政').length
variables.Roster.map(p => p.age).reduce((a, b) => a + b, 0) / variables.Roster.length
variables.Roster.reduce((s, p) => s + p.salary, 0).toFixed(2)
Math.round(variables.Roster.reduce((s, p) => s + p.salary, 0) * 100) / 100
variables.Roster.reduce((s, p) => s + p.salary, 0)
variables.Roster.sort((a, b) => b.age - a.age).map(p => p.name)
variables.Roster.sort((a, b) => a.quota < b.quota ? -1 : a.quota > b.quota ? 1 : a.age - b.age).map(p => `${p.quota}${p.name}`)
variables.Roster.map(({ name, ...rest }) => Object.keys(rest).length)
variables.Roster.map(p => ({ ...p, name: p.name.replace(/(?<=^.).+/, m => '*'.repeat(m.length)) })).map(p => p.name)
variables.Roster.filter(p => p.name.length > 2).map(p => p.name.slice(0, 2))
variables.Roster.reduce((g, p) => { (g[p.quota] ??= []).push(p.name); return g }, {})
variables.Roster.map((p, i) => `${String(i + 1).padStart(3, '0')}|${p.name.padEnd(4, '　')}|${p.salary.toFixed(1).padStart(8)}`).join('\n')
variables.Roster.some(p => p.age >= 55 && p.quota !== '行政')
variables.Roster.slice(-2).map(p => p.name)
variables.Roster.at(-1).name
variables.Roster.at(-10)?.name
getInput('draftId')
getInput('draftId').split('-').pop()
Number(getInput('draftId').split('-')[2]) + 1
getInput('urgent') ? '特急' : '平件'
getInput('tags').concat('新').join()
getInput('nothing') == undefined
({ title: `关于${variables.部门[0]}的通知`, round: variables.Round, tags: getInput('tags') })
({ ...variables.统计, 合计: Object.values(variables.统计).filter(v => typeof v === 'number').reduce((a, b) => a + b) })
[variables.Outcome, variables.Round, variables.Nothing, variables.Missing]
JSON.stringify(variables.统计)
JSON.stringify({ 部门: variables.部门.slice(0, 2), 轮次: variables.Round }, null, 2)
JSON.parse('{"通过":true,"人数":[1,2,3]}').人数[2]
JSON.parse(JSON.stringify(variables.Reviews[1])).issues.length
encodeURIComponent(variables.部门[0])
decodeURIComponent(encodeURIComponent('改革 方案/第1稿&附件'))
variables.Msg = '已发送'; variables.Msg
variables.统计.逾期 += 1; variables.统计.逾期
delete variables.统计.a; Object.keys(variables.统计)
variables.部门.push('新局'); variables.部门.length
'逾期' in variables.统计
variables.hasOwnProperty('Outcome')
typeof variables.Missing
typeof missingName
typeof getVariable
variables.Due.slice(0, 10).split('-').map(Number)
new Date(variables.Due) > new Date('2026-03-02T12:00:00+08:00')
Math.ceil((new Date(variables.Due) - new Date()) / 86400000)
new Date(variables.Due).getHours() + ':' + String(new Date(variables.Due).getMinutes()).padStart(2, '0')
`${new Date(variables.Due).getMonth() + 1}月${new Date(variables.Due).getDate()}日`
'日一二三四五六'[new Date(variables.Due).getDay()]
new Date(Date.parse(variables.Due) + 3 * 24 * 3600 * 1000).toISOString()
((a, b) => a > b ? a : b)(variables.统计.已报, 40)
(function (x) { return x * 2 })(variables.Round)
(() => { let n = 0; for (const r of variables.Reviews) { if (r.outcome) n++ } return n })()
variables.Reviews.map(r => ({ Approve: '同意', Return: '退回' })[r.outcome] ?? '未办')
['甲', '乙', '丙'].map((x, i, all) => `${x}/${all.length - i}`)
variables.Outcome == 'Approve' ? 'Publish' : variables.Round > 2 ? 'Meeting' : 'Revise'
[1, 2, 3].includes(variables.Round) && variables.Outcome.toLowerCase() === 'approve'
variables.Outcome.match(/^(App)(.*)$/).slice(1)
variables.Outcome in { Approve: 1 }
null ?? undefined ?? 0 ?? 1
0 || null || '' || '默认'
1 && '有' && []
!!variables.部门.length
+getInput('urgent')
variables.Round + '' + variables.Round
-variables.Round ** 2 === undefined
(-variables.Round) ** 2
variables.Round++ + ++variables.Round
variables.统计.应报 % 5
variables.统计.应报 / 0
~~(variables.统计.应报 / 5)
variables.统计.应报 >>> 1
variables.统计.应报 & 6 | 1
