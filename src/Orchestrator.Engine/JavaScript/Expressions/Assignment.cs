namespace Orchestrator.Engine.JavaScript;

/// <summary><c>target = value</c>, where the target may be a pattern.</summary>
internal sealed class Assignment(ITarget target, Expression value) : Expression
{
    public ITarget Target => target;

    public Expression Value => value;

    public override void Resolve(Resolver resolver)
    {
        resolver.Visit((Expression)target);
        resolver.Visit(value);
        if (target is Identifier name)
        {
            name.CheckAssignable(resolver);
        }
    }

    public override object? Evaluate(Frame frame)
    {
        if (target is IReference reference)
        {
            var place = reference.Locate(frame);
            var assigned = value.Evaluate(frame);
            reference.Write(frame, place, assigned);
            return assigned;
        }

        var source = value.Evaluate(frame);
        target.Assign(frame, source);
        return source;
    }
}

/// <summary><c>target += value</c> and its like.</summary>
internal sealed class CompoundAssignment(ArithmeticOperator sign, IReference target, Expression value) : Expression
{
    public override void Resolve(Resolver resolver)
    {
        resolver.Visit((Expression)target);
        resolver.Visit(value);
        (target as Identifier)?.CheckAssignable(resolver);
    }

    public override object? Evaluate(Frame frame)
    {
        var place = target.Locate(frame);
        var before = target.Read(frame, place);
        var operand = value.Evaluate(frame);
        frame.Run.Position = Position;
        var after = Arithmetic.Apply(frame.Run, sign, before, operand);
        target.Write(frame, place, after);
        return after;
    }
}

/// <summary><c>target ??= value</c>, <c>||=</c>, <c>&amp;&amp;=</c>: assigns only when the sign asks for the right side.</summary>
internal sealed class LogicalAssignment(string sign, IReference target, Expression value) : Expression
{
    public override void Resolve(Resolver resolver)
    {
        resolver.Visit((Expression)target);
        resolver.Visit(value);
        (target as Identifier)?.CheckAssignable(resolver);
    }

    public override object? Evaluate(Frame frame)
    {
        var place = target.Locate(frame);
        var before = target.Read(frame, place);
        if (!Logical.NeedsRight(sign, before))
        {
            return before;
        }

        var after = value.Evaluate(frame);
        target.Write(frame, place, after);
        return after;
    }
}
