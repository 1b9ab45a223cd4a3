// A fictional city to develop against when no host is running.
export const units = [
  ['BB', '市委编办', 'City'], ['ZB', '改革专班', 'City'], ['ZZ', '市委组织部', 'City'], ['ZF', '市委政法委', 'City'], ['CZ', '市财政局', 'City'],
  ['RS', '市人社局', 'City'], ['SF', '市司法局', 'City'], ['WB', '市委办公室', 'City'], ['CW', '市委常委会', 'City'],
  ['D1', '澄湖区', 'District'], ['D2', '望楚区', 'District'], ['D3', '麓川区', 'District'], ['D4', '青屿区', 'District'],
  ['D5', '临渡区', 'District'], ['D6', '柘林区', 'District'], ['D7', '枫浦区', 'District'], ['D8', '楠江市', 'District'],
].map(([id, name, kind]) => ({ id, name, kind, active: true, revision: 1 }));
export const unitName = (id) => units.find((u) => u.id === id)?.name ?? id;

export const documents = [
  ['01', '放权赋权实施办法', '一类', ['BB', 'SF'], ['ZZ', 'ZF', 'BB', 'SF']],
  ['02', '统一指挥协调延伸派驻机构实施办法', '一类', ['ZZ', 'BB'], ['ZZ', 'ZF', 'BB', 'SF']],
  ['03', '综合执法工作实施办法', '一类', ['SF', 'BB'], ['ZZ', 'ZF', 'BB', 'SF']],
  ['04', '双向派单机制实施办法', '一类', ['ZF'], ['ZZ', 'ZF', 'BB', 'SF']],
  ['05', '“多网合一”工作方案', '一类', ['ZF'], ['ZZ', 'ZF', 'BB', 'SF']],
  ['06', '街道职责准入制度', '一类', ['BB'], ['ZZ', 'ZF', 'BB', 'SF']],
  ['07', '人员转隶工作方案', '二类', ['BB', 'CZ', 'RS'], ['ZZ', 'BB', 'CZ', 'RS']],
  ['08', '延伸派驻机构下放工作方案', '二类', ['BB', 'CZ', 'RS'], ['BB', 'CZ', 'RS']],
].map(([code, title, cls, leads, reviewers]) => ({
  code, title, class: cls, leads,
  reviewers: reviewers.map((unitId) => ({ unitId, unitName: unitName(unitId), mandatory: unitId !== 'ZF', policy: unitId === 'ZF' ? 'AssumeNoObjection' : 'BlockAndEscalate' })),
  template: true, legal: cls === '一类',
}));

const surnames = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏'];
const given = ['阳律', '成岁', '云腾', '雨露', '金水', '玉岗', '巨珠', '果珍', '菜芥', '海咸', '鳞羽', '龙师', '火帝', '鸟官', '始制', '文字', '衣裳', '推位', '让国', '有虞'];
let person = 0;
const name = () => surnames[person % 30] + given[(person++ * 7) % 20];
export const accounts = [];
const add = (userName, unitId, roles) => accounts.push({ id: `u-${userName}`, userName, password: 'Demo-2020-pass', name: name(), unitId, unitName: unitName(unitId), roles, locked: false, active: true, lastSignInAt: '2020-09-03T08:31:00+08:00', revision: 1 });
for (const d of units.filter((u) => u.kind === 'District')) { add(`${d.id.toLowerCase()}jb`, d.id, ['BM-JB']); add(`${d.id.toLowerCase()}fz`, d.id, ['BM-FZ']); }
for (const id of ['ZZ', 'ZF', 'CZ', 'RS', 'SF']) { add(`${id.toLowerCase()}jb`, id, [id, 'BM-JB']); add(`${id.toLowerCase()}fz`, id, [id, 'BM-FZ']); }
add('bbjb', 'BB', ['BB-JB', 'BM-JB']); add('bbsh', 'BB', ['BB-SH', 'BM-FZ']); add('bbzr', 'BB', ['BB-ZR']); add('zb', 'ZB', ['ZB']); add('ms', 'WB', ['MS']); add('wb', 'WB', ['WB']); add('ld', 'CW', ['LD']);
add('dc', 'WB', ['DC']); add('sa', 'ZB', ['SA']); add('se', 'ZB', ['SE']); add('au', 'ZB', ['AU']);
