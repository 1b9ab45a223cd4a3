namespace Orchestrator.Engine.JavaScript;

/// <summary>The value <c>undefined</c>; <c>null</c> is null.</summary>
internal sealed class Undefined
{
    public static readonly Undefined Value = new();

    private Undefined()
    {
    }
}

/// <summary>A place in an array that has no value, as in <c>Array(3)</c>; it reads as undefined.</summary>
internal sealed class Hole
{
    public static readonly Hole Value = new();

    private Hole()
    {
    }

    public static object? Fill(object? item) => ReferenceEquals(item, Value) ? Undefined.Value : item;
}
