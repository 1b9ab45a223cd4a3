using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Expressions;

namespace Orchestrator.Engine.Activities;

/// <summary>Runs a script for its effects, its result and the outcomes that it sets.</summary>
internal sealed class RunJavaScript : IActivity
{
    public void Execute(Burst burst, Frame frame)
    {
        if (frame.Node.Inputs.TryGetValue("script", out var script))
        {
            burst.Output(frame, "result", burst.Value(frame, "script"));
            if (script is ScriptValue && burst.Scripts.Outcomes is { Count: > 0 } outcomes)
            {
                burst.Complete(frame, [.. outcomes.Distinct(StringComparer.Ordinal)]);
                return;
            }
        }

        burst.Complete(frame);
    }
}
