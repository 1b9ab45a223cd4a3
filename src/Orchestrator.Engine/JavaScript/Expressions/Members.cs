using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.JavaScript;

/// <summary><c>object.name</c></summary>
internal sealed class Member(Expression target, string name, bool optional) : Expression, IReference
{
    public Expression Target => target;

    public string Name => name;

    public IEnumerable<Identifier> Names => [];

    public override void Resolve(Resolver resolver)
    {
        resolver.Visit(target);
        if (target is Identifier { IsGlobal: true } global && Refusals.OfMember(global.Name, name) is var (message, messageZh))
        {
            resolver.Problems.Add(Position, message, messageZh);
        }
    }

    public override object? Evaluate(Frame frame) => Get(frame, target.Evaluate(frame));

    /// <summary>Reads the member of an object that is evaluated already, as a method call does.</summary>
    public object? Get(Frame frame, object? value)
    {
        value = OptionalChain.Enter(value, optional);
        if (ReferenceEquals(value, OptionalChain.Cut))
        {
            return value;
        }

        frame.Run.Position = Position;
        return Property.Get(frame.Run, value, name);
    }

    public Place Locate(Frame frame) => new(OptionalChain.Enter(target.Evaluate(frame), optional), name);

    public object? Read(Frame frame, Place place) => Get(frame, place.Target);

    public void Write(Frame frame, Place place, object? value)
    {
        frame.Run.Position = Position;
        Property.Set(frame.Run, place.Target, name, value);
    }

    public void Initialize(Frame frame, object? value) => Assign(frame, value);

    public void Assign(Frame frame, object? value) => Write(frame, Locate(frame), value);
}

/// <summary><c>object[key]</c></summary>
internal sealed class Index(Expression target, Expression key, bool optional) : Expression, IReference
{
    public Expression Target => target;

    public IEnumerable<Identifier> Names => [];

    public override void Resolve(Resolver resolver)
    {
        resolver.Visit(target);
        resolver.Visit(key);
        if (key is Literal { Value: string name } && (Refusals.OfMember(name) ??
            (target is Identifier { IsGlobal: true } global ? Refusals.OfMember(global.Name, name) : null)) is var (message, messageZh))
        {
            resolver.Problems.Add(key.Position, message, messageZh);
        }
    }

    public override object? Evaluate(Frame frame) => Get(frame, target.Evaluate(frame));

    public object? Get(Frame frame, object? value)
    {
        value = OptionalChain.Enter(value, optional);
        if (ReferenceEquals(value, OptionalChain.Cut))
        {
            return value;
        }

        return Get(frame, value, key.Evaluate(frame));
    }

    public Place Locate(Frame frame)
    {
        var value = OptionalChain.Enter(target.Evaluate(frame), optional);
        return new(value, ReferenceEquals(value, OptionalChain.Cut) ? null : key.Evaluate(frame));
    }

    public object? Read(Frame frame, Place place) => Get(frame, place.Target, place.Key);

    public void Write(Frame frame, Place place, object? value)
    {
        frame.Run.Position = Position;
        Property.Set(frame.Run, place.Target, place.Key, value);
    }

    public void Initialize(Frame frame, object? value) => Assign(frame, value);

    public void Assign(Frame frame, object? value) => Write(frame, Locate(frame), value);

    private object? Get(Frame frame, object? value, object? at)
    {
        if (value is JsArray array && at is double number && number >= 0 && number < array.Count && (int)number == number)
        {
            return Hole.Fill(array[(int)number]);
        }

        frame.Run.Position = Position;
        return Property.Get(frame.Run, value, at);
    }
}

/// <summary>The whole of <c>a?.b.c</c>: where a <c>?.</c> finds nothing, the rest is not evaluated.</summary>
internal sealed class OptionalChain(Expression chain) : Expression
{
    /// <summary>Runs up through the chain in place of a value once a <c>?.</c> has found nothing.</summary>
    public static readonly object Cut = new();

    public Expression Chain => chain;

    /// <summary>The object whose member follows, or <see cref="Cut"/>.</summary>
    public static object? Enter(object? value, bool optional) => optional && IsNothing(value) ? Cut : value;

    public static bool IsNothing(object? value) => value is null or Undefined;

    public override void Resolve(Resolver resolver) => resolver.Visit(chain);

    public override object? Evaluate(Frame frame)
    {
        var value = chain.Evaluate(frame);
        return ReferenceEquals(value, Cut) ? Undefined.Value : value;
    }
}
