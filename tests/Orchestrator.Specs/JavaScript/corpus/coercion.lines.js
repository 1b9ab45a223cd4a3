// # Conversions and comparisons, the dark corners.
'5' + 3
'5' - 3
'5' * '2'
true + true
true + '1'
[] + []
[] + {}
[1, 2] + [3]
({}) + ''
null + 1
undefined + 1
null + 'a'
undefined + 'a'
+''
+' '
+'\n12\t'
+'1,2'
+'0x1F'
+'0b101'
+'0o17'
+'-0x1'
+'1e1000'
+'-Infinity'
+'infinity'
+'.5'
+'5.'
+'.'
+'1e'
+[]
+[5]
+[1, 2]
+{}
+null
+undefined
+true
+new Date(5)
Object.is(+'-0', -0)
Object.is(-0 + 0, 0)
1 / -0
0 / 0
5 % 0
-5 % 5
Object.is(-5 % 5, -0)
5 % Infinity
-5 % 3
5.5 % 2
2 ** -1
2 ** 0.5
(-8) ** (1 / 3)
0 ** 0
NaN ** 0
1 ** Infinity
0.1 + 0.2
0.1 * 3
1e21 + 1
123456789012345680000
1e-7
0.000001
1.7976931348623157e308 * 10
5e-324 / 2
9007199254740992 + 1
100 / 3
1 / 3
4.35 * 100
1.1 + 2.2
null == 0
null >= 0
null > 0
undefined == 0
undefined >= 0
null == undefined
null === undefined
NaN == NaN
NaN != NaN
'' == 0
'0' == false
'' == null
[] == false
[] == ''
[0] == false
[1] == 1
[1, 2] == '1,2'
({}) == '[object Object]'
[] == []
'a' < 'b'
'B' < 'a'
'10' < '9'
'10' < 9
10 < '9a'
'a' < 1
[2] > 1
[1, 2] < [1, 3]
null < 1
undefined < 1
true < 2
'abc' < 'abcd'
'编' < '财'
'\ud83d\ude00' < '\uffff'
typeof null
typeof undefined
typeof NaN
typeof []
typeof (() => 1)
typeof Math
typeof Math.max
typeof new Date()
typeof /x/
typeof typeof 1
void 0
!'0'
!''
![]
!NaN
!!-0
!!'false'
String(null)
String([1, [2, 3]])
String([null, undefined, 1])
String({})
String(() => 1)
String([])
String(-0)
String([-0])
`${[]}${{}}${null}`
Number('')
Number(' \u00a012\ufeff')
Number('1_000')
Number('12px')
Number([])
Number(['7'])
Number({})
Number(false)
Number(new Date(7))
Boolean('')
Boolean([])
Boolean(0)
parseInt('42px')
parseInt('  -42')
parseInt('')
parseInt('0x1f')
parseInt('1f', 16)
parseInt('z', 36)
parseInt('12', 2)
parseInt('9', 8)
parseInt('1e3')
parseInt(0.0000005)
parseInt(null, 36)
parseInt('123', 37)
parseInt('-0')
parseInt('９')
parseInt('9007199254740993')
parseFloat('3.14abc')
parseFloat('.5.5')
parseFloat('-.5e-2x')
parseFloat('1e')
parseFloat('Infinityx')
parseFloat('abc')
parseFloat('１')
isNaN('abc')
isNaN('')
Number.isNaN('abc')
isFinite('12')
Number.isFinite('12')
Number.isInteger(5.0)
Number.isInteger('5')
Number.isSafeInteger(2 ** 53)
Number.MAX_SAFE_INTEGER
Number.EPSILON > 0
1 << 31
1 << 32
-1 >>> 0
-1 >> 1
-1 >>> 31
2 ** 32 >> 0
2 ** 31 | 0
1e10 | 0
-1e10 | 0
NaN | 0
Infinity | 0
~5
~-1
~'a'
5 & '3'
5 ^ 3
'3' | '4'
1.9 | 0
-1.9 | 0
4294967296.5 | 0
({ valueOf() { return 42 } }) + 1
({ toString() { return 'x' } }) + 1
({ valueOf() { return 42 }, toString() { return 'x' } }) + ''
`${{ valueOf() { return 42 }, toString() { return 'x' } }}`
({ valueOf() { return {} }, toString() { return '7' } }) * 2
({ valueOf() { return {} }, toString() { return {} } }) * 2
[{ toString() { return 'o' } }] + ''
({ [[1, 2]]: 'a' })
({ [null]: 1, [undefined]: 2, [1.5]: 3, [-0]: 4, [1e21]: 5 })
new Date(0) + 1 === String(new Date(0)) + '1'
new Date(0) - 1
new Date(5) == 5
[10, 9, 1].sort()
[3, undefined, 1, , null].sort()
[true, false, 'a', 1].sort()
['b', 'a', 'C'].sort()
[1, 2, 3] == '1,2,3'
'b' in { b: undefined }
0 in [1]
1 in [1]
'length' in []
'toString' in {}
'map' in []
[] instanceof Array
[] instanceof Object
({}) instanceof Object
(() => 1) instanceof Object
'a' instanceof Object
new Date() instanceof Date
new Map() instanceof Map
new Set() instanceof Map
/x/ instanceof RegExp
new TypeError('x') instanceof Error
new Error('x') instanceof TypeError
1 in 1
null.x
undefined.x
null[0]
(void 0)()
'a'()
({}).f()
1 = 2
let a = 1; let a = 2
const c = 1; c = 2
const c
b; let b = 1
{ f(); let q = 1; function f() { return q } }
[].reduce((a, b) => a + b)
'abc'.repeat(-1)
(1).toFixed(101)
(1).toString(1)
new Array(-1)
[].length = -1
'x'.normalize('bad')
decodeURIComponent('%')
decodeURIComponent('%E5%B8')
JSON.parse('{bad}')
JSON.parse('')
JSON.parse('[1,]')
JSON.parse('01')
JSON.parse('"\t"')
JSON.parse(undefined)
throw 1
throw { a: 1 }
throw null
throw undefined
throw '失败'
throw new RangeError('x')
new Set(5)
new Map([1])
for (const x of 5) x
for (const x of {}) x
const [z] = {}
const { y } = null
const [w] = null
[...undefined]
Math.max(...5)
({ ...undefined, ...null, ...'ab', ...[1], ...5 })
Object.keys(null)
Object.keys('ab')
Object.keys(5)
Object.entries([7, 8])
Object.fromEntries([1])
Object.assign(null)
Object.freeze([1]).push(2)
(() => { const o = Object.freeze({ a: 1 }); o.a = 2; return o })()
(() => { 'abc'.x = 1 })()
(() => { 'abc'[0] = 'x' })()
(() => { (5).x = 1 })()
