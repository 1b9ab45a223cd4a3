namespace Orchestrator.Engine.JavaScript;

/// <summary>What all loops share: which jumps end a turn and which end the loop.</summary>
internal abstract class Loop : Statement
{
    /// <summary>The labels in front of the loop, which a labelled <c>continue</c> may name.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Runs the body once.</summary>
    /// <returns>Whether the loop ends, and with which signal.</returns>
    protected bool Ends(Frame frame, Statement body, out Signal result)
    {
        frame.Run.Step();
        result = body.Execute(frame);
        switch (result)
        {
            case Signal.Normal:
                return false;
            case Signal.Continue when frame.Label is null || Labels.Contains(frame.Label):
                (frame.Label, result) = (null, Signal.Normal);
                return false;
            case Signal.Break when frame.Label is null:
                result = Signal.Normal;
                return true;
            default:
                return true;
        }
    }
}

internal sealed class While(Expression condition, Statement body) : Loop
{
    public override void Resolve(Resolver resolver)
    {
        resolver.Visit(condition);
        resolver.Visit(body);
    }

    public override Signal Execute(Frame frame)
    {
        frame.Result = Undefined.Value;
        while (condition.Test(frame))
        {
            if (Ends(frame, body, out var signal))
            {
                return signal;
            }
        }

        return Signal.Normal;
    }
}

internal sealed class DoWhile(Statement body, Expression condition) : Loop
{
    public override void Resolve(Resolver resolver)
    {
        resolver.Visit(body);
        resolver.Visit(condition);
    }

    public override Signal Execute(Frame frame)
    {
        frame.Result = Undefined.Value;
        do
        {
            if (Ends(frame, body, out var signal))
            {
                return signal;
            }
        }
        while (condition.Test(frame));

        return Signal.Normal;
    }
}

/// <summary><c>for (start; condition; advance)</c></summary>
internal sealed class For(Scope? scope, Statement? start, Expression? condition, Expression? advance, Statement body) : Loop
{
    public override void Resolve(Resolver resolver) => resolver.Within(scope, () =>
    {
        resolver.Visit(start);
        resolver.Visit(condition);
        resolver.Visit(advance);
        resolver.Visit(body);
    });

    public override Signal Execute(Frame frame)
    {
        scope?.Enter(frame);
        start?.Execute(frame);
        frame.Result = Undefined.Value;
        scope?.CopyForNextTurn(frame);
        while (condition?.Test(frame) ?? true)
        {
            if (Ends(frame, body, out var signal))
            {
                return signal;
            }

            scope?.CopyForNextTurn(frame);
            advance?.Evaluate(frame);
        }

        return Signal.Normal;
    }
}

/// <summary><c>for (target of values)</c> and <c>for (target in object)</c></summary>
internal sealed class ForEach(Scope? scope, ITarget target, bool declares, bool overNames, Expression values, Statement body) : Loop
{
    public override void Resolve(Resolver resolver) => resolver.Within(scope, () =>
    {
        resolver.Visit((Expression)target);
        (target as Identifier)?.CheckAssignable(resolver);
        resolver.Visit(values);
        resolver.Visit(body);
    });

    public override Signal Execute(Frame frame)
    {
        scope?.Enter(frame);
        var source = values.Evaluate(frame);
        frame.Result = Undefined.Value;
        frame.Run.Position = values.Position;
        foreach (var value in overNames ? Names(source) : Iteration.Over(frame.Run, source))
        {
            scope?.Enter(frame);
            if (declares)
            {
                target.Initialize(frame, value);
            }
            else
            {
                target.Assign(frame, value);
            }

            if (Ends(frame, body, out var signal))
            {
                return signal;
            }
        }

        return Signal.Normal;
    }

    // A name that was removed before its turn is passed over, as in every engine.
    private static IEnumerable<object?> Names(object? source)
    {
        foreach (var name in Enumeration.Names(source))
        {
            if (Enumeration.HasOwn(source, name))
            {
                yield return name;
            }
        }
    }
}
