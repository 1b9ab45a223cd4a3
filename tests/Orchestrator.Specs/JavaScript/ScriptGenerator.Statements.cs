namespace Orchestrator.Specs.JavaScript;

internal sealed partial class ScriptGenerator
{
    private string Block(int depth) => Inside(() =>
        "{ " + string.Join(" ", Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Statement(depth - 1) + ";")) + " }");

    private string Statement(int depth)
    {
        if (depth <= 0)
        {
            return Chance(60) ? Assignment() : Declaration();
        }

        return _random.Next(14) switch
        {
            0 or 1 or 2 => Declaration(),
            3 or 4 => Assignment(),
            5 => $"if ({Expression(Kind.Flag, 3)}) {Block(depth)}{(Chance(50) ? " else " + Block(depth) : "")}",
            6 => Counting(depth),
            7 => Walking(depth),
            8 => Choosing(depth),
            9 => Guarding(depth),
            10 => Destructuring(),
            11 => Function(depth),
            12 => Labelled(depth),
            _ => Expression(AnyKind(), 4),
        };
    }

    private string Declaration()
    {
        var kind = AnyKind();
        var value = Expression(kind, 3);
        var name = FreshName();
        var isConst = Chance(40);
        _names.Add((name, kind, isConst));
        return $"{(isConst ? "const" : "let")} {name} = {value}";
    }

    private string Assignment()
    {
        var kind = AnyKind();
        if (Known(kind, assignable: true) is not { } name)
        {
            return Declaration();
        }

        return kind switch
        {
            Kind.Number => Chance(30) ? name + Pick("++", "--") : $"{name} {Pick("=", "+=", "-=", "*=", "%=", "|=", "??=", ">>=")} {Expression(Kind.Number, 2)}",
            Kind.Text => $"{name} {Pick("=", "+=", "||=", "&&=")} {Expression(Kind.Text, 2)}",
            Kind.List => Chance(50) ? $"{name}.push({Expression(Kind.Any, 2)})" : $"{name}[{_random.Next(4)}] = {Expression(Kind.Any, 2)}",
            Kind.Record => $"{name}{Pick(".a", ".b", "['键']", "[1]", "['c' + 1]")} {Pick("=", "=", "??=", "+=")} {Expression(Kind.Any, 2)}",
            _ => $"{name} = {Expression(kind, 2)}",
        };
    }

    private string Counting(int depth)
    {
        var index = FreshName();
        return Inside(() =>
        {
            _names.Add((index, Kind.Number, true));
            var limit = _random.Next(1, 5);
            var jump = Chance(30) ? $"if ({Expression(Kind.Flag, 2)}) {Pick("break", "continue")}; " : "";
            return Chance(70)
                ? $"for (let {index} = 0; {index} < {limit}; {index}++) {{ {jump}{Statement(depth - 1)} }}"
                : $"{{ let {index} = 0; while ({index}++ < {limit}) {{ {jump}{Statement(depth - 1)} }} }}";
        });
    }

    private string Walking(int depth)
    {
        var item = FreshName();
        var overNames = Chance(30);
        var source = overNames ? Expression(Chance(70) ? Kind.Record : Kind.List, 2) : Expression(Chance(70) ? Kind.List : Kind.Text, 2);
        return Inside(() =>
        {
            _names.Add((item, overNames ? Kind.Text : Kind.Any, true));
            return $"for (const {item} {(overNames ? "in" : "of")} {source}) {Block(depth)}";
        });
    }

    private string Choosing(int depth)
    {
        var cases = Enumerable.Range(0, _random.Next(1, 4)).Select(_ =>
            $"case {Expression(Kind.Number, 1)}: {Inside(() => "{ " + Statement(depth - 1) + " }")} {Pick("break; ", "")}");
        return $"switch ({Expression(Kind.Number, 2)}) {{ {string.Concat(cases)}default: {Inside(() => "{ " + Statement(depth - 1) + " }")} }}";
    }

    private string Guarding(int depth)
    {
        var error = FreshName();
        var thrown = Chance(50) ? $"throw {Pick("new Error('错')", "new TypeError('类型')", Expression(Kind.Any, 1))}; " : "";
        var body = Inside(() => $"{{ {Statement(depth - 1)}; {thrown}{(thrown.Length == 0 ? "null.x" : "")} }}");
        var handler = Inside(() =>
        {
            _names.Add((error, Kind.Any, true));
            return $"{{ {Statement(depth - 1)}; {error} instanceof Error ? {error}.name : {error} }}";
        });
        return $"try {body} catch ({error}) {handler}{(Chance(30) ? " finally " + Block(depth) : "")}";
    }

    private string Destructuring()
    {
        var (a, b, c) = (FreshName(), FreshName(), FreshName());
        var made = Chance(50)
            ? $"const [{a}, {(Chance(30) ? ", " : "")}{b} = {Expression(Kind.Any, 1)}, ...{c}] = {Expression(Kind.List, 2)}"
            : $"const {{ a: {a} = {Expression(Kind.Any, 1)}, [{Expression(Kind.Text, 1)}]: {b}, ...{c} }} = {Expression(Kind.Record, 2)}";
        _names.Add((a, Kind.Any, true));
        _names.Add((b, Kind.Any, true));
        _names.Add((c, made.StartsWith("const [", StringComparison.Ordinal) ? Kind.List : Kind.Record, true));
        return made;
    }

    private string Function(int depth)
    {
        var (name, p, q) = (FreshName(), FreshName(), FreshName());
        var fallback = Expression(Kind.Number, 1);
        var body = Inside(() =>
        {
            _names.Add((p, Kind.Any, false));
            _names.Add((q, Kind.Number, false));
            return $"{{ {Statement(depth - 1)}; {(Chance(30) ? $"if ({Expression(Kind.Flag, 1)}) return {Expression(Kind.Any, 1)}; " : "")}return {Expression(Kind.Any, 3)} }}";
        });
        var function = Chance(50) ? $"function {name}({p}, {q} = {fallback}) {body}" : $"const {name} = ({p}, {q} = {fallback}) => {body}";
        var result = FreshName();
        var call = $"const {result} = {name}({Expression(Kind.Any, 1)}{(Chance(50) ? ", " + Expression(Kind.Number, 1) : "")})";
        _names.Add((result, Kind.Any, true));
        return $"{function}; {call}";
    }

    private string Labelled(int depth)
    {
        var (outer, i, j) = (FreshName(), FreshName(), FreshName());
        return Inside(() =>
        {
            _names.Add((i, Kind.Number, true));
            _names.Add((j, Kind.Number, true));
            return $"{outer}: for (let {i} = 0; {i} < 3; {i}++) {{ for (let {j} = 0; {j} < 3; {j}++) {{ " +
                $"if ({Expression(Kind.Flag, 2)}) {Pick("continue", "break")} {outer}; {Statement(depth - 2)} }} }}";
        });
    }
}
