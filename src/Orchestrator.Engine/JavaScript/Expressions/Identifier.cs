namespace Orchestrator.Engine.JavaScript;

/// <summary>A name in use or being declared.</summary>
internal sealed class Identifier(string name) : Expression, IReference
{
    private Binding? _binding;
    private int _capture = -1;

    public string Name => name;

    public bool IsGlobal => _binding is null;

    public IEnumerable<Identifier> Names => [this];

    public override void Resolve(Resolver resolver)
    {
        (_binding, _capture) = resolver.Find(this);
        if (_binding is null && Refusals.OfGlobal(name) is var (message, messageZh))
        {
            resolver.Problems.Add(Position, message, messageZh);
        }
    }

    /// <summary>Refuses an assignment that can never be right.</summary>
    public void CheckAssignable(Resolver resolver)
    {
        if (_binding is null && Refusals.OfGlobal(name) is null)
        {
            resolver.Problems.Add(Position, $"'{name}' is not declared; declare it with let or const.", $"“{name}”未声明，请先用 let 或 const 声明。");
        }
    }

    public override object? Evaluate(Frame frame)
    {
        if (_binding is null)
        {
            return Globals.Read(frame.Run, name, Position);
        }

        object? value;
        if (_capture >= 0)
        {
            value = frame.Captured[_capture].Value;
        }
        else
        {
            value = frame.Slots[_binding.Slot];
            if (_binding.IsCaptured)
            {
                value = ((Cell)value!).Value;
            }
        }

        return ReferenceEquals(value, Uninitialized.Value) ? throw TooEarly(frame) : value;
    }

    /// <summary>Whether <c>typeof</c> may answer without the name being there.</summary>
    public bool IsMissing(Frame frame) => _binding is null && !Globals.Exists(frame.Run, name);

    public void Initialize(Frame frame, object? value) => Store(frame, value);

    public void Assign(Frame frame, object? value)
    {
        // A declared name that was not reached yet is an error before being a constant is.
        if (_binding!.Kind is BindingKind.Let or BindingKind.Const || _binding.StartsUninitialized)
        {
            Evaluate(frame);
        }

        if (_binding.Kind is BindingKind.Const or BindingKind.Self)
        {
            frame.Run.Position = Position;
            throw frame.Run.TypeError("Assignment to constant variable.", $"不能给常量“{name}”赋值。");
        }

        Store(frame, value);
    }

    public Place Locate(Frame frame) => default;

    public object? Read(Frame frame, Place place) => Evaluate(frame);

    public void Write(Frame frame, Place place, object? value) => Assign(frame, value);

    private void Store(Frame frame, object? value)
    {
        if (_capture >= 0)
        {
            frame.Captured[_capture].Value = value;
        }
        else
        {
            _binding!.Set(frame, value);
        }
    }

    private ScriptException TooEarly(Frame frame)
    {
        frame.Run.Position = Position;
        return frame.Run.ReferenceError($"Cannot access '{name}' before initialization", $"“{name}”在声明之前被使用。");
    }
}
