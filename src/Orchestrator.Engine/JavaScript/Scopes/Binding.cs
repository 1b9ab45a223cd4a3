namespace Orchestrator.Engine.JavaScript;

internal enum BindingKind
{
    Var,
    Parameter,
    Function,
    Let,
    Const,

    /// <summary>The name of a function expression inside itself: readable, not assignable.</summary>
    Self,
}

/// <summary>
/// A declared name. It lives in a slot of its function's frame; when an inner function uses it, the slot holds a
/// <see cref="Cell"/> that both share.
/// </summary>
internal sealed class Binding(string name, BindingKind kind)
{
    public string Name { get; } = name;

    public BindingKind Kind { get; } = kind;

    public FunctionCode? Owner { get; set; }

    public int Slot { get; set; }

    public bool IsCaptured { get; set; }

    /// <summary>Whether reading it before its declaration ran is an error.</summary>
    public bool StartsUninitialized { get; set; } = kind is BindingKind.Let or BindingKind.Const;

    public void Set(Frame frame, object? value)
    {
        if (IsCaptured)
        {
            ((Cell)frame.Slots[Slot]!).Value = value;
        }
        else
        {
            frame.Slots[Slot] = value;
        }
    }
}

/// <summary>The shared place of a captured name.</summary>
internal sealed class Cell(object? value)
{
    public object? Value { get; set; } = value;
}

/// <summary>What a name holds before its declaration ran.</summary>
internal sealed class Uninitialized
{
    public static readonly Uninitialized Value = new();
}
