namespace Orchestrator.Engine.JavaScript;

/// <summary>A function made by a script, with the outer names it uses.</summary>
internal sealed class Closure(FunctionCode code, Cell[] captured, object? lexicalSelf) : JsFunction
{
    public override string Name => code.Name;

    public override int Length => code.Length;

    public override string SourceText => code.Text;

    public override object? Call(Run run, object? self, ReadOnlySpan<object?> arguments)
    {
        run.EnterCall(code.Height);
        var frame = new Frame(run, code.SlotCount, captured, code.IsArrow ? lexicalSelf : self);
        code.Scope.Enter(frame);
        code.SelfName?.Set(frame, this);
        if (code.PlainParameters is { } plain)
        {
            for (var i = 0; i < plain.Length; i++)
            {
                plain[i].Set(frame, i < arguments.Length ? arguments[i] : Undefined.Value);
            }
        }
        else
        {
            Bind(frame, arguments);
        }

        code.Scope.HoistFunctions(frame);
        var result = code.Execute(frame);
        run.LeaveCall(code.Height);
        return result;
    }

    private void Bind(Frame frame, ReadOnlySpan<object?> arguments)
    {
        for (var i = 0; i < code.Parameters.Count; i++)
        {
            if (code.Parameters[i] is RestTarget rest)
            {
                frame.Run.Allocate(32 + (8 * Math.Max(0, arguments.Length - i)));
                var remaining = i < arguments.Length ? arguments[i..] : [];
                rest.Target.Initialize(frame, Values.JsArray.Of(remaining));
            }
            else
            {
                ((ITarget)code.Parameters[i]).Initialize(frame, i < arguments.Length ? arguments[i] : Undefined.Value);
            }
        }
    }
}
