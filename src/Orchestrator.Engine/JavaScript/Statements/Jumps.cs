namespace Orchestrator.Engine.JavaScript;

internal sealed class Return(Expression? value) : Statement
{
    public override void Resolve(Resolver resolver) => resolver.Visit(value);

    public override Signal Execute(Frame frame)
    {
        frame.Run.Step();
        frame.Result = value is null ? Undefined.Value : value.Evaluate(frame);
        return Signal.Return;
    }
}

/// <summary><c>break</c> or <c>continue</c>, with or without a label.</summary>
internal sealed class Jump(Signal signal, string? label) : Statement
{
    public override void Resolve(Resolver resolver)
    {
    }

    public override Signal Execute(Frame frame)
    {
        frame.Run.Step();
        frame.Label = label;
        return signal;
    }
}

internal sealed class Throw(Expression value) : Statement
{
    public override void Resolve(Resolver resolver) => resolver.Visit(value);

    public override Signal Execute(Frame frame)
    {
        frame.Run.Step();
        throw frame.Run.Throw(value.Evaluate(frame), Position);
    }
}

internal sealed class Labelled(string label, Statement body) : Statement
{
    public override void Resolve(Resolver resolver) => resolver.Visit(body);

    public override Signal Execute(Frame frame)
    {
        var signal = body.Execute(frame);
        if (signal != Signal.Break || frame.Label != label)
        {
            return signal;
        }

        frame.Label = null;
        return Signal.Normal;
    }
}

internal sealed class Try(Statement body, Scope? catchScope, ITarget? caught, Statement? handler, Statement? last) : Statement
{
    public override void Resolve(Resolver resolver)
    {
        resolver.Visit(body);
        resolver.Within(catchScope, () =>
        {
            resolver.Visit((Expression?)caught);
            resolver.Visit(handler);
        });
        resolver.Visit(last);
    }

    public override Signal Execute(Frame frame)
    {
        var (run, calls, levels) = (frame.Run, frame.Run.Calls, frame.Run.StackLevels);
        run.Step();
        frame.Result = Undefined.Value;
        if (last is null)
        {
            return Guarded(frame, calls, levels);
        }

        Signal signal;
        ScriptException? pending = null;
        try
        {
            signal = Guarded(frame, calls, levels);
        }
        catch (ScriptException error) when (error.Kind != ScriptErrorKind.Budget)
        {
            (signal, pending) = (Signal.Normal, error);
            run.RestoreDepth(calls, levels);
        }

        // The last part decides only when it jumps; otherwise what was pending goes on.
        var (result, label) = (frame.Result, frame.Label);
        var ending = last.Execute(frame);
        if (ending != Signal.Normal)
        {
            return ending;
        }

        (frame.Result, frame.Label) = (result, label);
        return pending is null ? signal : throw pending;
    }

    private Signal Guarded(Frame frame, int calls, int levels)
    {
        if (handler is null)
        {
            return body.Execute(frame);
        }

        ScriptException error;
        try
        {
            return body.Execute(frame);
        }
        catch (ScriptException thrown) when (thrown.Kind != ScriptErrorKind.Budget)
        {
            error = thrown;
        }

        frame.Run.RestoreDepth(calls, levels);
        frame.Result = Undefined.Value;
        catchScope?.Enter(frame);
        caught?.Initialize(frame, error.Value);
        return handler.Execute(frame);
    }
}
