using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Execution;

/// <summary>Outputs of the workflow, or of the definition used as an activity that a frame runs in.</summary>
internal static class Outputs
{
    public static void Write(Burst burst, Frame frame, string name, object? value)
    {
        for (var at = frame; at is not null; at = at.Parent)
        {
            if (at.Inline is not null)
            {
                if (at.Data is not JsObject own)
                {
                    at.Data = own = new JsObject();
                }

                if (own["o"] is not JsObject outputs)
                {
                    own["o"] = outputs = new JsObject();
                }

                outputs[name] = Copies.Of(value);
                return;
            }
        }

        burst.State.Output[name] = Copies.Of(value);
    }
}
