using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Execution;

/// <summary>Outputs of the workflow, or of the definition used as an activity that a frame runs in.</summary>
internal static class Outputs
{
    /// <summary>Writes where the output is declared: the nearest definition around the frame that has it, else the workflow.</summary>
    public static void Write(Burst burst, Frame frame, string name, object? value)
    {
        for (var at = frame; at is not null; at = at.Parent)
        {
            if (at.Inline is { } definition && definition.Outputs.Any(output => output.Name == name))
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
