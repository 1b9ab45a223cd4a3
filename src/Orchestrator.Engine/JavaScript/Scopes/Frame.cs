namespace Orchestrator.Engine.JavaScript;

/// <summary>One call of a function: its names, its <c>this</c>, and what it returns.</summary>
internal sealed class Frame(Run run, int slotCount, Cell[] captured, object? self)
{
    public readonly Run Run = run;
    public readonly object?[] Slots = slotCount == 0 ? [] : new object?[slotCount];
    public readonly Cell[] Captured = captured;
    public readonly object? Self = self;

    /// <summary>The value of <c>return</c>, or of the last expression statement at top level.</summary>
    public object? Result = Undefined.Value;

    /// <summary>Where a labelled break or continue goes to; null for the nearest loop.</summary>
    public string? Label;
}

/// <summary>How a statement ended.</summary>
internal enum Signal
{
    Normal,
    Break,
    Continue,
    Return,
}
