namespace Orchestrator.Engine.JavaScript;

/// <param name="Test">Null for <c>default</c>.</param>
internal sealed record SwitchCase(Expression? Test, IReadOnlyList<Statement> Body);

internal sealed class Switch(Expression value, Scope scope, IReadOnlyList<SwitchCase> cases) : Statement
{
    public override void Resolve(Resolver resolver)
    {
        resolver.Visit(value);
        resolver.Within(scope, () =>
        {
            foreach (var part in cases)
            {
                resolver.Visit(part.Test);
                resolver.VisitAll(part.Body);
            }
        });
    }

    public override Signal Execute(Frame frame)
    {
        frame.Run.Step();
        var chosen = value.Evaluate(frame);
        frame.Result = Undefined.Value;
        scope.Enter(frame);
        scope.HoistFunctions(frame);
        var start = Find(frame, chosen);
        for (var i = start; i >= 0 && i < cases.Count; i++)
        {
            foreach (var statement in cases[i].Body)
            {
                var signal = statement.Execute(frame);
                if (signal == Signal.Break && frame.Label is null)
                {
                    return Signal.Normal;
                }

                if (signal != Signal.Normal)
                {
                    return signal;
                }
            }
        }

        return Signal.Normal;
    }

    private int Find(Frame frame, object? chosen)
    {
        var otherwise = -1;
        for (var i = 0; i < cases.Count; i++)
        {
            if (cases[i].Test is not { } test)
            {
                otherwise = i;
            }
            else if (Equality.Strict(chosen, test.Evaluate(frame)))
            {
                return i;
            }
        }

        return otherwise;
    }
}
