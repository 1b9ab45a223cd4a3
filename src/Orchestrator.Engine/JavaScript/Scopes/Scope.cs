namespace Orchestrator.Engine.JavaScript;

/// <summary>The names that one block, loop or function declares.</summary>
internal sealed class Scope(bool isFunction)
{
    private readonly Dictionary<string, Binding> _names = new(StringComparer.Ordinal);
    private readonly List<Binding> _bindings = [];
    private readonly List<FunctionDeclaration> _functions = [];
    private HashSet<string>? _varsOfInnerBlocks;

    public bool IsFunction { get; } = isFunction;

    /// <summary>Set for the scope of a <c>catch (name)</c>, whose name a <c>var</c> inside may repeat.</summary>
    public bool IsSimpleCatch { get; init; }

    public IReadOnlyList<Binding> Bindings => _bindings;

    public Binding? Find(string name) => _names.GetValueOrDefault(name);

    /// <summary>Declares a name.</summary>
    /// <returns>False when the scope has it already in a way that excludes this one.</returns>
    public bool TryDeclare(string name, BindingKind kind)
    {
        var isLexical = kind is BindingKind.Let or BindingKind.Const || (kind == BindingKind.Function && !IsFunction);
        if (_names.TryGetValue(name, out var existing))
        {
            return !isLexical && existing.Kind is BindingKind.Var or BindingKind.Parameter or BindingKind.Function;
        }

        if (isLexical && _varsOfInnerBlocks?.Contains(name) == true)
        {
            return false;
        }

        var binding = new Binding(name, kind);
        _names.Add(name, binding);
        _bindings.Add(binding);
        return true;
    }

    /// <summary>Notes that a <c>var</c> of this name passes through on its way to the function.</summary>
    public bool TryLetVarPass(string name)
    {
        if (_names.ContainsKey(name) && !IsSimpleCatch)
        {
            return false;
        }

        (_varsOfInnerBlocks ??= new(StringComparer.Ordinal)).Add(name);
        return true;
    }

    public void Add(FunctionDeclaration function) => _functions.Add(function);

    /// <summary>Makes fresh places for the names, as every turn of a loop and every call needs.</summary>
    public void Enter(Frame frame)
    {
        foreach (var binding in _bindings)
        {
            object? value = binding.StartsUninitialized ? Uninitialized.Value : Undefined.Value;
            frame.Slots[binding.Slot] = binding.IsCaptured ? new Cell(value) : value;
        }
    }

    /// <summary>Gives the declared functions their values, before any statement runs.</summary>
    public void HoistFunctions(Frame frame)
    {
        foreach (var function in _functions)
        {
            function.Hoist(frame);
        }
    }

    /// <summary>Gives the next turn of a <c>for (let …)</c> its own copies of the loop's names.</summary>
    public void CopyForNextTurn(Frame frame)
    {
        for (var i = 0; i < _bindings.Count; i++)
        {
            var binding = _bindings[i];
            if (binding.IsCaptured)
            {
                frame.Slots[binding.Slot] = new Cell(((Cell)frame.Slots[binding.Slot]!).Value);
            }
        }
    }
}
