namespace Orchestrator.Engine.JavaScript;

/// <summary>
/// A piece of a script. The tree is built once, resolved once, and then run any number of times by any number of
/// threads: nothing in it changes while it runs.
/// </summary>
internal abstract class Node
{
    /// <summary>Where the piece, or the sign that names its operation, stands in the source.</summary>
    public required int Position { get; init; }

    public abstract void Resolve(Resolver resolver);
}

internal abstract class Expression : Node
{
    public abstract object? Evaluate(Frame frame);

    /// <summary>The value as a condition; spares the detour over an object where the answer is a truth value anyway.</summary>
    public virtual bool Test(Frame frame) => Coerce.ToBoolean(Evaluate(frame));
}

internal abstract class Statement : Node
{
    public abstract Signal Execute(Frame frame);
}

/// <summary>Something that takes a value: a name, a member or a pattern of them.</summary>
internal interface ITarget
{
    /// <summary>Gives the value to the names that a declaration introduces.</summary>
    void Initialize(Frame frame, object? value);

    void Assign(Frame frame, object? value);

    /// <summary>The names in it, for declarations.</summary>
    IEnumerable<Identifier> Names { get; }
}

/// <summary>A target that can be read too, so that <c>+=</c> and <c>++</c> work on it.</summary>
internal interface IReference : ITarget
{
    /// <summary>Evaluates object and key once.</summary>
    Place Locate(Frame frame);

    object? Read(Frame frame, Place place);

    void Write(Frame frame, Place place, object? value);
}

internal readonly record struct Place(object? Target, object? Key);
