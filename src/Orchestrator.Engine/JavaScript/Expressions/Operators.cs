namespace Orchestrator.Engine.JavaScript;

internal sealed class Unary(string sign, Expression operand) : Expression
{
    public override void Resolve(Resolver resolver) => resolver.Visit(operand);

    public override object? Evaluate(Frame frame)
    {
        if (sign == "typeof" && operand is Identifier name && name.IsMissing(frame))
        {
            return "undefined";
        }

        var value = operand.Evaluate(frame);
        frame.Run.Position = Position;
        return sign switch
        {
            "!" => Boxed.Of(!Coerce.ToBoolean(value)),
            "-" => Boxed.Of(-Coerce.ToNumber(frame.Run, value)),
            "+" => Boxed.Of(Coerce.ToNumber(frame.Run, value)),
            "~" => Boxed.Of(~Coerce.ToInt32(frame.Run, value)),
            "typeof" => Coerce.TypeOf(value),
            _ => Undefined.Value,
        };
    }

    public override bool Test(Frame frame) => sign == "!" ? !operand.Test(frame) : base.Test(frame);
}

internal sealed class Delete(Expression operand) : Expression
{
    public override void Resolve(Resolver resolver) => resolver.Visit(operand);

    public override object? Evaluate(Frame frame)
    {
        var target = operand is OptionalChain chain ? chain.Chain : operand;
        if (target is not IReference reference)
        {
            operand.Evaluate(frame);
            return Boxed.True;
        }

        var place = reference.Locate(frame);
        if (ReferenceEquals(place.Target, OptionalChain.Cut))
        {
            return Boxed.True;
        }

        frame.Run.Position = Position;
        return Boxed.Of(Property.Delete(frame.Run, place.Target, place.Key));
    }
}

/// <summary><c>++</c> and <c>--</c></summary>
internal sealed class Update(IReference target, int by, bool isPrefix) : Expression
{
    public override void Resolve(Resolver resolver)
    {
        resolver.Visit((Expression)target);
        (target as Identifier)?.CheckAssignable(resolver);
    }

    public override object? Evaluate(Frame frame)
    {
        var place = target.Locate(frame);
        var before = Coerce.ToNumber(frame.Run, target.Read(frame, place));
        var after = Boxed.Of(before + by);
        target.Write(frame, place, after);
        return isPrefix ? after : Boxed.Of(before);
    }
}

internal sealed class Logical(string sign, Expression left, Expression right) : Expression
{
    public string Sign => sign;

    public override void Resolve(Resolver resolver)
    {
        resolver.Visit(left);
        resolver.Visit(right);
    }

    public override object? Evaluate(Frame frame)
    {
        var value = left.Evaluate(frame);
        return NeedsRight(sign, value) ? right.Evaluate(frame) : value;
    }

    public override bool Test(Frame frame) => sign switch
    {
        "&&" => left.Test(frame) && right.Test(frame),
        "||" => left.Test(frame) || right.Test(frame),
        _ => base.Test(frame),
    };

    public static bool NeedsRight(string sign, object? value) => sign switch
    {
        "&&" => Coerce.ToBoolean(value),
        "||" => !Coerce.ToBoolean(value),
        _ => value is null or Undefined,
    };
}

internal sealed class Conditional(Expression condition, Expression yes, Expression no) : Expression
{
    public override void Resolve(Resolver resolver)
    {
        resolver.Visit(condition);
        resolver.Visit(yes);
        resolver.Visit(no);
    }

    public override object? Evaluate(Frame frame) => condition.Test(frame) ? yes.Evaluate(frame) : no.Evaluate(frame);

    public override bool Test(Frame frame) => condition.Test(frame) ? yes.Test(frame) : no.Test(frame);
}

internal sealed class Sequence(IReadOnlyList<Expression> parts) : Expression
{
    public override void Resolve(Resolver resolver) => resolver.VisitAll(parts);

    public override object? Evaluate(Frame frame)
    {
        for (var i = 0; i < parts.Count - 1; i++)
        {
            parts[i].Evaluate(frame);
        }

        return parts[^1].Evaluate(frame);
    }
}
