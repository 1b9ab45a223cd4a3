// # Statements, completion values, scopes.

1; 2; 3

var a = 1; a + 1

5; var x = 1

5; if (true) { 6 }

5; if (false) { 6 }

5; {}

7; for (let i = 0; i < 3; i++) i * 10

7; for (;false;) {}

8; do { 9; break } while (true)

1; try { 2 } finally { 3 }

1; try { throw 2 } catch (e) { e + 1 }

1; switch (2) { case 2: 'two' }

1; function f() {}

a: { 1; break a; }

'use'; let q = 5; q

let s = 0
for (let i = 1; i <= 10; i++) { if (i % 2) continue; if (i > 8) break; s += i }
s

let out = []
for (var i = 0; i < 3; i++) out.push(() => i)
out.map(f => f())

let out = []
for (let i = 0; i < 3; i++) out.push(() => i)
out.map(f => f())

let out = []
for (let i = 0; i < 3; i++) { out.push(() => i); i++ }
out.map(f => f())

let out = []
for (const x of [1, 2, 3]) { const y = x * 2; out.push(() => x + y) }
out.map(f => f())

let out = []
for (const k in { b: 1, a: 2, 3: 3 }) out.push(k)
out

let out = []
for (const k in 'ab') out.push(k)
for (const k in [7, 8]) out.push(k)
for (const k in null) out.push(k)
out

outer: for (let i = 0; i < 3; i++) {
  for (let j = 0; j < 3; j++) {
    if (j === 1) continue outer
    if (i === 2) break outer
    i * 10 + j
  }
}

let n = 0
while (true) { if (++n > 5) break }
n

let n = 0
do n++; while (n < 3)
n

function fact(n) { return n <= 1 ? 1 : n * fact(n - 1) }
fact(10)

const fib = n => n < 2 ? n : fib(n - 1) + fib(n - 2)
fib(15)

const f = function g(n) { return n ? n + g(n - 1) : 0 }
f(4)

const even = n => n === 0 || odd(n - 1), odd = n => n !== 0 && even(n - 1)
[even(10), odd(7)].join()

const counter = (() => { let c = 0; return { inc: () => ++c, get: () => c } })()
counter.inc(); counter.inc()
counter.get()

hoisted()
function hoisted() { return 'yes' }

const r = typeof later
var later = 1
r

{ function inner() { return 1 } }
typeof inner

let x = 1
{ let x = 2; { let x = 3 } }
x

let x = 'outer'
function f() { return typeof x; let x }
f()

switch (3) { case 1: 'a'; case 3: 'c'; case 4: 'd'; break; default: 'e' }

switch ('x') { default: 'def'; case 'y': 'y' }

switch (NaN) { case NaN: 'nan'; break; default: 'no' }

let log = []
switch (1) { case log.push('a'): log.push('hit'); case log.push('b'): log.push('next') }
log

function f() { try { return 'try' } finally { 'ignored' } }
f()

function f() { try { return 'try' } finally { return 'finally' } }
f()

function f() { for (const x of [1, 2]) { try { continue } finally { if (x === 2) return 'done' } } }
f()

function f() { try { throw new Error('a') } catch { return 'caught' } }
f()

let log = []
try { try { throw 1 } finally { log.push('f') } } catch (e) { log.push(e) }
log

try { null.x } catch (e) { [e.name, e instanceof TypeError, typeof e.message] }

try { undefinedName } catch (e) { e.name }

try { throw new RangeError('超出范围') } catch ({ name, message }) { `${name}：${message}` }

const e = new Error('坏了', { cause: { code: 7 } })
e.code = 'E1';
[String(e), e.message, e.cause.code, Object.keys(e), JSON.stringify(e)]

return 5

if (variables.Round > 1) { return 'multi' }
return 'first'

const total = variables.Reviews.length
const done = variables.Reviews.filter(r => r.outcome).length
return { total, done, rate: (done / total * 100).toFixed(1) + '%' }

return

if (false) return 1

const byUnit = {}
for (const { unit, outcome, score } of variables.Reviews) {
  byUnit[unit] = { outcome: outcome ?? '未反馈', good: score >= 80 }
}
byUnit

let s = ''
for (const c of '改革A1') s += c.charCodeAt(0).toString(16) + ' '
s.trim()

const groups = new Map()
for (const p of variables.Roster) {
  if (!groups.has(p.quota)) groups.set(p.quota, [])
  groups.get(p.quota).push(p)
}
const lines = [...groups].map(([quota, people]) => {
  const avg = people.reduce((s, p) => s + p.age, 0) / people.length
  return `${quota}：${people.length}人，平均${avg.toFixed(1)}岁，${people.map(p => p.name).join('、')}`
})
lines.join('\n')

const weights = { Approve: 1, Return: -1 }
let verdict = 0
variables.Reviews.forEach(({ outcome }) => { verdict += weights[outcome] ?? 0 })
verdict > 0 ? '通过' : verdict < 0 ? '退回' : '会议研究'

const pad = (n, w = 2) => `${n}`.padStart(w, '0')
const d = new Date(variables.Due)
const left = Math.ceil((d - Date.now()) / 864e5)
const title = `【第${variables.Round}轮】${variables.部门[1]}反馈（截止${pad(d.getMonth() + 1)}月${pad(d.getDate())}日${pad(d.getHours())}:${pad(d.getMinutes())}，剩余${left}天）`
title

const compose = (...fs) => x => fs.reduceRight((v, f) => f(v), x)
compose(x => x + 1, x => x * 2)(5)

const memo = (f, cache = new Map()) => x => cache.has(x) ? cache.get(x) : (cache.set(x, f(x)), cache.get(x))
let calls = 0
const sq = memo(x => { calls++; return x * x });
[sq(4), sq(4), calls]

const curry = f => a => b => f(a, b)
curry((a, b) => `${a}-${b}`)('x')('y')

const deep = o => Array.isArray(o) ? o.map(deep) : o && typeof o === 'object' ? Object.fromEntries(Object.entries(o).map(([k, v]) => [k, deep(v)])) : o
deep({ a: [1, { b: null }], c: '值' })

const diff = (a, b) => Object.keys({ ...a, ...b }).filter(k => a[k] !== b[k])
diff({ 编制: 10, 职数: 3 }, { 编制: 12, 职数: 3, 领导: 1 })

const sum = (...xs) => xs.length ? xs[0] + sum(...xs.slice(1)) : 0
sum(1, 2, 3, 4)

function Old() { return this }
Old()

function add(a, b) { return a + b }
[add.call(null, 1, 2), add.apply(null, [3, 4]), add.bind(null, 5)(6), add.length, add.name]

const o = { a: 1, m() { return () => this.a } }
o.m()()

const { m } = { a: 1, m() { return typeof this } }
m()

let a = 1
a += a++ + ++a
a

let a = null
a ??= 5; a ||= 6; a &&= 7
a

let i = 0
const arr = [0, 0, 0]
arr[i++] = i++
arr[i] += 5;
[i, arr]

let x = 1, y = (x++, x * 10)
y

const o = { n: 1 }
o.n++ + --o.n
o.n **= 3
o.n

var x = 1
var x
x

let a = 1
let b = a
++b;
[a, b]

const a = 1
/2/1
a

const t = `a${`b${`c`}`}`
t

let x = 5; x /* comment
*/ + 1 // end

const f = () => {}
f()

const f = () => ({})
f()

const f = async => async + 1
f(1)

const of = 1, get = 2, set = 3, from = 4;
[of, get, set, from]

let u
u?.a.b.c.d

const o = { a: { b: () => 'called' } };
[o?.a?.b?.(), o.x?.b(), o.a?.['b'](), delete o?.z]

const o = { a: { b: () => 'called' } };
[o?.a?.b?.(), o.x?.b(), o.a?.['b'](), (o?.x).y]

let n = 0
const o = null
o?.[n++]
n

const big = Array.from({ length: 100 }, (_, i) => ({ id: i, v: (i * 37) % 101 }))
big.sort((a, b) => a.v - b.v).slice(0, 3).map(x => x.id)

const big = Array.from({ length: 500 }, (_, i) => ({ k: i % 7, i }))
big.sort((a, b) => a.k - b.k).map(x => x.i).slice(60, 90)

const text = '序号,姓名,编制\n1,张三,行政\n2,李四,事业'
const [head, ...rows] = text.split('\n').map(l => l.split(','))
rows.map(r => Object.fromEntries(r.map((c, i) => [head[i], c])))

const id = '110105194912310021'
const w = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const check = '10X98765432'[[...id.slice(0, 17)].reduce((s, c, i) => s + c * w[i], 0) % 11]
check === id[17] ? '有效' : `应为${check}`

const cn = '零一二三四五六七八九'
const num = n => n < 10 ? cn[n] : n < 20 ? '十' + (n % 10 ? cn[n % 10] : '') : cn[Math.floor(n / 10)] + '十' + (n % 10 ? cn[n % 10] : '');
[3, 10, 15, 20, 42].map(num)

let primes = []
next: for (let i = 2; primes.length < 10; i++) {
  for (const p of primes) if (i % p === 0) continue next
  primes.push(i)
}
primes

const q = [1]
let steps = 0
while (q.length && steps < 20) { const x = q.shift(); steps++; if (x < 40) q.push(x * 2, x * 3) }
[steps, q]

if (1) function f() {}

let let = 1

const x = 1; { var x = 2 }

for (const x = 0; x < 1; x++) {}

break

continue

x: x: 1

a: while (1) { continue b }

var yield = 1

({ a = 1 })

[a, ...b,] = [1]

(a, a) => 1

function f(a, a) {}

let [a, a] = [1, 2]

0777

'\07'

with ({}) {}

delete x

new.target

eval = 1

(a, b) = 1

a => { } ()

() => {}.x

1 + => 2

x ?? y || z

-1 ** 2

`${`

'unclosed

/(/

/a/gg

{ a: 1, b: 2 }

if (true) let x = 1

for (let x of [1], [2]) x

let x; let y = x; { x = 1; y = x; let z = y } y

try { 1 }

switch (1) { case 1: let a; case 2: let a }

const { a, ...[b] } = {}
