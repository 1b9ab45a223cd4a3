namespace Orchestrator.Engine.JavaScript;

/// <summary>Operators that make a number or a text of two values.</summary>
internal sealed class Binary(ArithmeticOperator sign, Expression left, Expression right) : Expression
{
    public override void Resolve(Resolver resolver)
    {
        resolver.Visit(left);
        resolver.Visit(right);
    }

    public override object? Evaluate(Frame frame)
    {
        var a = left.Evaluate(frame);
        var b = right.Evaluate(frame);
        frame.Run.Position = Position;
        return Arithmetic.Apply(frame.Run, sign, a, b);
    }
}

/// <summary>Operators that compare two values.</summary>
internal sealed class Comparison(string sign, Expression left, Expression right) : Expression
{
    public override void Resolve(Resolver resolver)
    {
        resolver.Visit(left);
        resolver.Visit(right);
    }

    public override object? Evaluate(Frame frame) => Boxed.Of(Test(frame));

    public override bool Test(Frame frame)
    {
        var a = left.Evaluate(frame);
        var b = right.Evaluate(frame);
        var run = frame.Run;
        run.Position = Position;
        return sign switch
        {
            "===" => Equality.Strict(a, b),
            "!==" => !Equality.Strict(a, b),
            "==" => Equality.Loose(run, a, b),
            "!=" => !Equality.Loose(run, a, b),
            "<" => Ordering.Less(run, a, b, leftFirst: true) == true,
            ">" => Ordering.Less(run, b, a, leftFirst: false) == true,
            "<=" => Ordering.Less(run, b, a, leftFirst: false) == false,
            ">=" => Ordering.Less(run, a, b, leftFirst: true) == false,
            "in" => Property.Has(run, b, a),
            _ => IsInstance(run, a, b),
        };
    }

    private static bool IsInstance(Run run, object? value, object? type) => type switch
    {
        BuiltInConstructor constructor => constructor.IsInstance(value),
        JsFunction => false,
        _ => throw run.TypeError("Right-hand side of 'instanceof' is not callable", "“instanceof”右侧不是类型。"),
    };
}
