namespace Orchestrator.Engine.JavaScript;

internal sealed partial class Parser
{
    private static RefusedScriptException BadTarget(int position) =>
        Lexer.Refuse(position, "Invalid assignment target.", "赋值目标不正确。");

    /// <summary>Reads a name or a pattern that a declaration introduces.</summary>
    private ITarget ParseBindingTarget()
    {
        if (_token.Is("[") || _token.Is("{"))
        {
            return ToTarget(Nested(ParsePrimary), declares: true);
        }

        return ParseBindingName();
    }

    private ITarget ParseBindingWithDefault()
    {
        var target = ParseBindingTarget();
        var position = _token.Start;
        return Take("=") ? new DefaultedTarget(target, Named(WithIn(ParseAssignment), target)) { Position = position } : target;
    }

    /// <summary>Reads again, as a target, what was read as an expression before its sign was known.</summary>
    private ITarget ToTarget(Expression expression, bool declares)
    {
        if (_parenthesized.Contains(expression) && (declares || expression is not IReference))
        {
            throw BadTarget(expression.Position);
        }

        switch (expression)
        {
            case Identifier name:
                CheckBindable(name);
                return name;
            case Member or Index when !declares:
                return (IReference)expression;
            case DefaultedTarget defaulted:
                return new DefaultedTarget(ToTarget((Expression)defaulted.Target, declares), defaulted.Fallback) { Position = defaulted.Position };
            case Assignment assignment:
                return new DefaultedTarget(ToTarget((Expression)assignment.Target, declares), assignment.Value) { Position = assignment.Position };
            case RestTarget rest:
                return new RestTarget(ToTarget((Expression)rest.Target, declares)) { Position = rest.Position };
            case ArrayPattern pattern:
                return new ArrayPattern([.. pattern.Items.Select(i => i is null ? null : ToTarget((Expression)i, declares))]) { Position = pattern.Position };
            case ObjectPattern pattern:
                return new ObjectPattern([.. pattern.Entries.Select(e => e with { Target = ToTarget((Expression)e.Target, declares) })]) { Position = pattern.Position };
            case ArrayLiteral literal:
                return new ArrayPattern([.. literal.Items.Select((item, i) => ToItem(item, i == literal.Items.Count - 1, declares))]) { Position = literal.Position };
            case ObjectLiteral literal:
                return new ObjectPattern([.. literal.Entries.Select((entry, i) => ToEntry(entry, i == literal.Entries.Count - 1, declares))]) { Position = literal.Position };
            default:
                throw BadTarget(expression.Position);
        }
    }

    private ITarget? ToItem(Expression? item, bool isLast, bool declares) => item switch
    {
        null => null,
        Spread spread => ToRest(spread, isLast, declares),
        _ => ToTarget(item, declares),
    };

    private PatternEntry ToEntry(ObjectEntry entry, bool isLast, bool declares)
    {
        if (entry.Value is Spread spread)
        {
            var rest = ToRest(spread, isLast, declares);
            return rest.Target is ArrayPattern or ObjectPattern ? throw BadTarget(entry.Position) : new PatternEntry(null, null, rest);
        }

        return entry.Value is FunctionExpression
            ? throw BadTarget(entry.Position)
            : new PatternEntry(entry.Key, entry.ComputedKey, ToTarget(entry.Value, declares));
    }

    private RestTarget ToRest(Spread spread, bool isLast, bool declares)
    {
        if (!isLast || _commaAfterRest.Contains(spread))
        {
            throw Lexer.Refuse(spread.Position, "A rest element must be the last.", "剩余元素须放在最后。");
        }

        var target = ToTarget(spread.Values, declares);
        return target is DefaultedTarget ? throw BadTarget(spread.Position) : new RestTarget(target) { Position = spread.Position };
    }
}
