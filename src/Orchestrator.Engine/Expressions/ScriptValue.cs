using System.Collections.Frozen;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.JavaScript;
using Orchestrator.Engine.Values;
using Frame = Orchestrator.Engine.Execution.Frame;

namespace Orchestrator.Engine.Expressions;

/// <summary>A JavaScript expression of an input.</summary>
internal sealed class ScriptValue(Script script, FrozenSet<string> words) : Expression
{
    public override object? Evaluate(Burst burst, Frame frame) => burst.Scripts.Run(script, words, frame);

    public object? Evaluate(Burst burst, Frame frame, JsObject arguments) => burst.Scripts.Run(script, words, frame, arguments);
}
