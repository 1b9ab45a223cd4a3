using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Expressions;

namespace Orchestrator.Engine.Activities;

/// <summary>Writes a variable in scope.</summary>
internal sealed class SetVariable : IActivity
{
    public void Execute(Burst burst, Frame frame)
    {
        var target = frame.Node.Target ?? throw new InvalidOperationException("SetVariable has no variable.");
        Scope.Write(frame, target.Owner!, target.Variable!, burst.Value(frame, "value"));
        burst.Complete(frame);
    }
}

/// <summary>Writes an output of the workflow.</summary>
internal sealed class SetOutput : IActivity
{
    public void Execute(Burst burst, Frame frame)
    {
        var name = burst.Text(frame, "outputName");
        if (string.IsNullOrEmpty(name))
        {
            throw new EvaluationException("SetOutput has no outputName.", null);
        }

        Outputs.Write(burst, frame, name, burst.Value(frame, "outputValue"));
        burst.Complete(frame);
    }
}

internal sealed class SetName : IActivity
{
    public void Execute(Burst burst, Frame frame)
    {
        burst.State.Name = burst.Text(frame, "value");
        burst.Complete(frame);
    }
}

internal sealed class Correlate : IActivity
{
    public void Execute(Burst burst, Frame frame)
    {
        burst.State.CorrelationId = burst.Text(frame, "correlationId");
        burst.Complete(frame);
    }
}

internal sealed class WriteLineActivity : IActivity
{
    public void Execute(Burst burst, Frame frame)
    {
        burst.Ask(new WriteLine(burst.Text(frame, "text") ?? ""));
        burst.Complete(frame);
    }
}
