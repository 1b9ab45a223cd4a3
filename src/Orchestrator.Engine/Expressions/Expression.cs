using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;

namespace Orchestrator.Engine.Expressions;

/// <summary>A compiled expression of an input.</summary>
internal abstract class Expression
{
    public abstract object? Evaluate(Burst burst, Frame frame);
}

/// <summary>A literal or parsed JSON. Objects are copied, so that no instance changes the definition.</summary>
internal sealed class Constant(object? value) : Expression
{
    public object? Value => value;

    public override object? Evaluate(Burst burst, Frame frame) => Copies.Of(value);
}

/// <summary>The value of a variable that a container in scope declares.</summary>
internal sealed class VariableValue(Node owner, Variable variable) : Expression
{
    public string Name => variable.Name;

    public override object? Evaluate(Burst burst, Frame frame) => Scope.Read(frame, owner, variable);
}

/// <summary>The value of a name that a running loop provides.</summary>
internal sealed class LoopValue(string name) : Expression
{
    public override object? Evaluate(Burst burst, Frame frame) => Scope.TryFind(frame, name, out var value) ? value : null;
}

/// <summary>An input of the workflow.</summary>
internal sealed class InputValue(string name) : Expression
{
    public override object? Evaluate(Burst burst, Frame frame) => Scope.Input(burst, frame, name);
}
