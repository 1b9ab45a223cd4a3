using System.Collections.Frozen;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.JavaScript;
using Orchestrator.Engine.Values;
using Frame = Orchestrator.Engine.Execution.Frame;

namespace Orchestrator.Engine.Expressions;

/// <summary>A JavaScript expression of an input.</summary>
/// <param name="script">The parsed script.</param>
/// <param name="words">The identifiers in it.</param>
/// <param name="writes">Whether it may change variables.</param>
internal sealed class ScriptValue(Script script, FrozenSet<string> words, bool writes) : Expression
{
    public bool Writes => writes;

    public FrozenSet<string> Words => words;

    public override object? Evaluate(Burst burst, Frame frame) => burst.Scripts.Run(script, words, frame);

    public object? Evaluate(Burst burst, Frame frame, JsObject arguments) => burst.Scripts.Run(script, words, frame, arguments);
}
