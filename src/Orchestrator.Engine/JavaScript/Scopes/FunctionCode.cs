namespace Orchestrator.Engine.JavaScript;

/// <summary>A function as written: what every closure made from it shares.</summary>
internal sealed class FunctionCode
{
    private readonly List<Binding> _captures = [];
    private readonly List<(bool FromFrame, int Index)> _captureSources = [];

    public string Name { get; set; } = "";

    public required Scope Scope { get; init; }

    public required IReadOnlyList<Expression> Parameters { get; init; }

    public bool IsArrow { get; init; }

    public IReadOnlyList<Statement> Body { get; init; } = [];

    /// <summary>The body of an arrow function without braces.</summary>
    public Expression? Value { get; init; }

    /// <summary>The function's own name inside a named function expression.</summary>
    public Binding? SelfName { get; set; }

    public string Text { get; init; } = "";

    public FunctionCode? Outer { get; set; }

    public int SlotCount { get; set; }

    /// <summary>How deep the tree is, hence how much native stack one call needs.</summary>
    public int Height { get; set; }

    /// <summary>The bindings of the parameters when all are plain names; null otherwise.</summary>
    public Binding[]? PlainParameters { get; private set; }

    /// <summary>The number of parameters before the first default or rest.</summary>
    public int Length => Parameters.TakeWhile(p => p is not (DefaultedTarget or RestTarget)).Count();

    public void Resolve(Resolver resolver) => resolver.Within(this, () =>
    {
        if (Parameters.All(p => p is Identifier))
        {
            PlainParameters = [.. Parameters.Select(p => Scope.Find(((Identifier)p).Name)!)];
        }
        else
        {
            foreach (var binding in Scope.Bindings.Where(b => b.Kind == BindingKind.Parameter))
            {
                binding.StartsUninitialized = true;
            }
        }

        resolver.VisitAll(Parameters);
        resolver.VisitAll(Body);
        resolver.Visit(Value);
    });

    /// <summary>The index of an outer function's binding among this function's captured cells.</summary>
    public int Capture(Binding binding)
    {
        var index = _captures.IndexOf(binding);
        if (index >= 0)
        {
            return index;
        }

        binding.IsCaptured = true;
        _captureSources.Add(ReferenceEquals(binding.Owner, Outer) ? (true, binding.Slot) : (false, Outer!.Capture(binding)));
        _captures.Add(binding);
        return _captures.Count - 1;
    }

    public Closure Close(Frame frame)
    {
        frame.Run.Allocate(64 + (_captureSources.Count * 8));
        var cells = _captureSources.Count == 0 ? [] : new Cell[_captureSources.Count];
        for (var i = 0; i < cells.Length; i++)
        {
            var (fromFrame, index) = _captureSources[i];
            cells[i] = fromFrame ? (Cell)frame.Slots[index]! : frame.Captured[index];
        }

        return new Closure(this, cells, IsArrow ? frame.Self : null);
    }

    /// <summary>Runs the body in a frame whose parameters are set.</summary>
    public object? Execute(Frame frame)
    {
        if (Value is not null)
        {
            return Value.Evaluate(frame);
        }

        foreach (var statement in Body)
        {
            if (statement.Execute(frame) == Signal.Return)
            {
                return frame.Result;
            }
        }

        return Undefined.Value;
    }
}
