namespace Orchestrator.Specs.JavaScript;

internal sealed partial class ScriptGenerator
{
    private static readonly string[] Numbers =
    [
        "0", "-0", "1", "-1", "2", "3", "7", "10", "0.1", "0.5", "-2.5", "1.005", "255", "1e3", "1e21", "1.5e-7", "123456789.125", "2147483648",
        "-2147483649", "4294967295", "9007199254740993", "NaN", "Infinity", "-Infinity", "0xff", "1e300", "5e-324",
    ];

    private static readonly string[] Texts =
    [
        "''", "'a'", "'abc'", "'市编办'", "'改革  方案'", "'12'", "' 3.5 '", "'0x1f'", "'-0'", "'1e3'", "'true'", "'null'", "'a,b,,c'", "'Ab-Cd'",
        "'第3轮/共12人'", "'😀x'", "'NaN'", "'length'", "'line\\nbreak'", "\"it's\"", "'2026-03-01'", "'ǅß'",
    ];

    private string Expression(Kind kind, int depth)
    {
        if (Chance(4))
        {
            kind = AnyKind();
        }

        if (depth <= 0)
        {
            return Known(kind) is { } name && Chance(60) ? name : Literal(kind);
        }

        return kind switch
        {
            Kind.Number => Number(depth - 1),
            Kind.Text => Text(depth - 1),
            Kind.Flag => Flag(depth - 1),
            Kind.List => List(depth - 1),
            Kind.Record => Record(depth - 1),
            _ => Any(depth - 1),
        };
    }

    private string Literal(Kind kind) => kind switch
    {
        Kind.Number => Numbers[_random.Next(Numbers.Length)] is var n && n != "NaN" ? $"({n})" : n,
        Kind.Text => Texts[_random.Next(Texts.Length)],
        Kind.Flag => Pick("true", "false"),
        Kind.List => Pick("[]", "[1, 2, 3]", "['a', '乙', 'c']", "[3, 1, 2, 10]", "[null, undefined, NaN, 0]", "[[1, 2], [3, [4]]]", "[, 1, , 2]", "Array(3)",
            "variables.部门", "[{a: 1, b: '甲'}, {a: 2, b: '乙'}, {a: 1}]"),
        Kind.Record => Pick("({})", "({a: 1, b: 'x'})", "({键: '值', 2: 'two', 1: 'one'})", "({a: {b: [1, 2]}, c: null})", "variables.统计", "({a: undefined, b: 0})"),
        _ => Pick("null", "undefined", "true", "0", "'x'", "[]", "({})", "[1, '2']", "NaN", "''"),
    };

    private string Number(int depth)
    {
        string N() => Expression(Kind.Number, depth);
        string T() => Expression(Kind.Text, depth);
        string L() => Expression(Kind.List, depth);
        return _random.Next(17) switch
        {
            0 or 1 => $"({N()} {Pick("+", "-", "*", "/", "%", "+", "-", "*")} {N()})",
            2 => $"({N()} {Pick("&", "|", "^", "<<", ">>", ">>>")} {N()})",
            3 => $"({Pick("-", "+", "~", "- -")}{Grouped(Kind.Any, depth)})",
            4 => $"Math.{Pick("floor", "ceil", "round", "trunc", "abs", "sign", "sqrt", "fround", "clz32")}({N()})",
            5 => $"Math.{Pick("max", "min")}({N()}, {N()}{(Chance(30) ? ", ..." + L() : "")})",
            6 => $"{T()}.{Pick("length", "indexOf('a')", "lastIndexOf('b')", "charCodeAt(0)", "codePointAt(0)", "search(/[a-c]/)")}",
            7 => $"{L()}.{Pick("length", "indexOf(1)", "lastIndexOf(2)", "findIndex(x => x > 1)", "push(9)", "unshift(0)")}",
            8 => $"{L()}.reduce((a, x) => {Pick("a + x", "a - x", "a * x", "Math.max(a, x)", "a + Number(x)")}, {N()})",
            9 => $"{Pick("Number", "parseInt", "parseFloat", "Number.parseFloat")}({Expression(Chance(70) ? Kind.Text : Kind.Any, depth)})",
            10 => $"parseInt({T()}, {Pick("2", "8", "10", "16", "36", "0", "1")})",
            11 => $"({Expression(Kind.Flag, depth)} ? {N()} : {N()})",
            12 => $"({N()} {Pick("??", "||", "&&")} {N()})",
            13 => $"Number({Expression(Kind.Any, depth)})",
            14 => $"new Date({Pick("2026, 1, 29", "'2026-03-01'", "'2026-03-01T08:30:00+08:00'", "'2026-02-30T00:00:00'", "2025, 12, -3, 25", "0", "'x'")})" +
                $".{Pick("getTime()", "getFullYear()", "getMonth()", "getDate()", "getDay()", "getHours()", "getUTCHours()", "setMonth(14)", "setDate(0)")}",
            15 => $"({L()}.{Pick("length", "indexOf(NaN)")} ** {Pick("2", "0.5", "-1", "0")})",
            _ => Literal(Kind.Number),
        };
    }

    private string Text(int depth)
    {
        string N() => Expression(Kind.Number, depth);
        string T() => Expression(Kind.Text, depth);
        return _random.Next(17) switch
        {
            0 => $"({T()} + {Expression(Kind.Any, depth)})",
            1 => $"`{Pick("", "共", "a")}${{{Expression(Kind.Any, depth)}}}{Pick("", "人", "\\n")}${{{N()}}}`",
            2 => $"{T()}.{Pick("trim", "toUpperCase", "toLowerCase", "trimStart", "trimEnd", "toString", "normalize")}()",
            3 => $"{T()}.{Pick("slice", "substring", "substr")}({Small()}{(Chance(60) ? ", " + Small() : "")})",
            4 => $"{T()}.{Pick("padStart", "padEnd")}({Small()}{(Chance(60) ? ", " + T() : "")})",
            5 => $"{T()}.repeat({Pick("0", "1", "2", "3")})",
            6 => $"{T()}.{Pick("replace", "replaceAll")}({Pick("'a'", "'b'", "''", "/[aeiou]/g", "/(.)(.)/g", "/\\d+/g", "/(?<x>\\w)/g")}, {Pick("'$&$&'", "'[$1]'", "'$`'", "''", "x => x + x", "(m, a, b) => `${m}|${a}|${typeof b}`", "\"$'\"", "'$$'", "'$<x>'")})",
            7 => $"{Expression(Kind.List, depth)}.join({Pick("", "','", "''", "'、'", "null")})",
            8 => $"String({Expression(Kind.Any, depth)})",
            9 => $"({N()}).{Pick("toString()", "toFixed(2)", "toFixed(0)", "toPrecision(3)", "toExponential(2)", "toString(2)", "toString(36)", "toExponential()", "toString(16)")}",
            10 => $"typeof {Grouped(Kind.Any, depth)}",
            11 => $"({Expression(Kind.Flag, depth)} ? {T()} : {T()})",
            12 => $"JSON.stringify({Expression(Kind.Any, depth)}{Pick("", ", null, 2", ", ['a', 'b']", ", (k, v) => k === 'a' ? undefined : v")})",
            13 => $"{T()}.{Pick("charAt(1)", "concat(1, null)", "at(-1)", "split('').reverse().join('')")}",
            14 => $"String.fromCharCode({_random.Next(32, 127)}, {_random.Next(0x4E00, 0x9FA5)})",
            15 => $"{Pick("encodeURIComponent", "encodeURI")}({T()})",
            _ => Literal(Kind.Text),
        };
    }

    private string Flag(int depth)
    {
        string A() => Expression(Kind.Any, depth);
        return _random.Next(13) switch
        {
            0 => $"({A()} {Pick("==", "!=", "===", "!==")} {A()})",
            1 => $"({Expression(Kind.Number, depth)} {Pick("<", ">", "<=", ">=")} {Expression(Kind.Number, depth)})",
            2 => $"({A()} {Pick("<", ">", "<=", ">=")} {A()})",
            3 => $"!{Grouped(Kind.Any, depth)}",
            4 => $"({Expression(Kind.Flag, depth)} {Pick("&&", "||")} {Expression(Kind.Flag, depth)})",
            5 => $"{Expression(Kind.Text, depth)}.{Pick("includes", "startsWith", "endsWith")}({Pick("'a'", "'市'", "''", "'2'")})",
            6 => $"{Expression(Kind.List, depth)}.{Pick("includes(NaN)", "includes(undefined)", "some(x => x)", "every(x => x > 0)", "includes('a')")}",
            7 => $"({Expression(Kind.Text, depth)} in {Expression(Kind.Record, depth)})",
            8 => $"{Pick("isNaN", "isFinite", "Number.isInteger", "Number.isSafeInteger", "Array.isArray", "Boolean", "Number.isNaN")}({A()})",
            9 => $"{Pick("/^[a-c]+$/", "/\\d{2,}/", "/[^\\x00-\\x7f]/", "/(a)|(b)/i", "/^\\s|\\s$/", "/\\bb/", "/(?=.*c)a/")}.test({Expression(Kind.Text, depth)})",
            10 => $"Object.is({A()}, {A()})",
            11 => $"{Expression(Kind.Record, depth)}.hasOwnProperty({Expression(Kind.Text, depth)})",
            _ => Literal(Kind.Flag),
        };
    }

    private string List(int depth)
    {
        string L() => Expression(Kind.List, depth);
        return _random.Next(17) switch
        {
            0 or 1 => $"[{Items(depth)}]",
            2 => $"{L()}.map({Callback(depth)})",
            3 => $"{L()}.filter({Callback(depth)})",
            4 => $"{L()}.slice({Small()}{(Chance(50) ? ", " + Small() : "")})",
            5 => $"{L()}.concat({Expression(Kind.Any, depth)})",
            6 => $"[...{Expression(Chance(70) ? Kind.List : Kind.Text, depth)}, {Expression(Kind.Any, depth)}]",
            7 => $"{Expression(Kind.Text, depth)}.split({Pick("''", "','", "/[,\\/]/", "/(b)/", "'a', 2", "/\\s*/")})",
            8 => $"Object.{Pick("keys", "values", "entries")}({Expression(Kind.Record, depth)})",
            9 => $"{L()}.{Pick("sort()", "reverse()", "flat()", "flat(Infinity)", "fill(0, 1)", "splice(1, 1)", "splice(-2)", "copyWithin(0, 1)", "sort((a, b) => (a > b) - (a < b))")}",
            10 => $"{L()}.flatMap(x => {Pick("[x, x]", "x", "[]", "[[x]]")})",
            11 => $"Array.from({Pick($"{{length: {_random.Next(5)}}}, (_, i) => i * i", Expression(Kind.Text, depth), Expression(Kind.List, depth), "new Set([1, 2, 1])")})",
            12 => $"[...new Set({L()})]",
            13 => $"({Expression(Kind.Text, depth)}.match({Pick("/[a-z]/g", "/(\\d)(\\d)?/", "/\\S+/g", "/x*/g", "/(?:a|(b))+/")}) || [])",
            14 => $"[...new Map({L()}.map((x, i) => [{Pick("x", "i", "typeof x", "String(x)")}, i])).{Pick("keys", "values", "entries")}()]",
            15 => $"[...{Expression(Kind.Text, depth)}.matchAll({Pick("/./g", "/(a)|(b)/g", "/\\d/g")})].map(m => [m[0], m.index, m[1]])",
            _ => Literal(Kind.List),
        };
    }

    private string Record(int depth) => _random.Next(9) switch
    {
        0 or 1 => $"({{{Pick("a", "b", "'键'", "3", "1")}: {Expression(Kind.Any, depth)}, [{Expression(Kind.Text, depth)}]: {Expression(Kind.Any, depth)}, b: {Expression(Kind.Any, depth)}}})",
        2 => $"({{...{Expression(Chance(70) ? Kind.Record : Kind.Any, depth)}, c: {Expression(Kind.Any, depth)}}})",
        3 => $"Object.assign({{}}, {Expression(Kind.Record, depth)}, {Expression(Kind.Record, depth)})",
        4 => $"Object.fromEntries(Object.entries({Expression(Kind.Record, depth)}).map(([k, v]) => [{Pick("k, v", "v, k", "k + 1, [v]", "k.length, typeof v")}]))",
        5 => $"{Expression(Kind.List, depth)}.reduce((m, x) => ({{...m, [x]: (m[x] ?? 0) + 1}}), {{}})",
        6 => $"JSON.parse(JSON.stringify({Expression(Kind.Record, depth)}))",
        7 => $"(({{a, ...rest}}) => ({{rest, a}}))({Expression(Kind.Record, depth)})",
        _ => Literal(Kind.Record),
    };

    private string Any(int depth) => _random.Next(11) switch
    {
        0 => $"{Expression(Kind.List, depth)}[{Small()}]",
        1 => $"{Expression(Kind.Record, depth)}{Pick(".a", "?.a?.b", ".b", "?.['键']", "[1]", ".zz")}",
        2 => $"({Expression(Kind.Any, depth)} {Pick("??", "||", "&&")} {Expression(Kind.Any, depth)})",
        3 => $"({Expression(Kind.Any, depth)} {Pick("+", "-", "*", "+", "+")} {Expression(Kind.Any, depth)})",
        4 => $"{Expression(Kind.List, depth)}.{Pick("find(x => x)", "pop()", "shift()", "at(-1)", "reduceRight((a, b) => a + b, '')", "find(x => x > 1)")}",
        5 => $"({Expression(Kind.Flag, depth)} ? {Expression(AnyKind(), depth)} : {Expression(AnyKind(), depth)})",
        6 => $"(({FreshName()} = {Expression(Kind.Any, depth)}) => {Expression(AnyKind(), depth)})()",
        7 => $"({Expression(Kind.Any, depth)}, {Expression(Kind.Any, depth)})",
        8 => $"void {Grouped(Kind.Any, depth)}",
        _ => Expression((Kind)_random.Next(5), depth),
    };

    private string Grouped(Kind kind, int depth) => $"({Expression(kind, depth)})";

    private string Small() => Pick("0", "1", "2", "3", "-1", "-2", "5", "1.7", "NaN");

    private string Items(int depth) => string.Join(", ", Enumerable.Range(0, _random.Next(4)).Select(_ => Expression(AnyKind(), depth)));

    private string Callback(int depth)
    {
        var (x, i) = (FreshName(), FreshName());
        return Inside(() =>
        {
            _names.Add((x, Kind.Any, true));
            _names.Add((i, Kind.Number, true));
            return Chance(80) ? $"({x}, {i}) => {Expression(AnyKind(), depth)}" : $"function ({x}, {i}) {{ return {Expression(AnyKind(), depth)} }}";
        });
    }
}
