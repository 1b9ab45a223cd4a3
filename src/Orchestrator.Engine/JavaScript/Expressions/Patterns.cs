using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.JavaScript;

/// <summary>A target with a default, for when the value is undefined.</summary>
internal sealed class DefaultedTarget(ITarget target, Expression fallback) : Expression, ITarget
{
    public ITarget Target => target;

    public Expression Fallback => fallback;

    public IEnumerable<Identifier> Names => target.Names;

    public override void Resolve(Resolver resolver)
    {
        resolver.Visit((Expression)target);
        resolver.Visit(fallback);
        (target as Identifier)?.CheckAssignable(resolver);
    }

    public override object? Evaluate(Frame frame) => Undefined.Value;

    public void Initialize(Frame frame, object? value) => target.Initialize(frame, Choose(frame, value));

    public void Assign(Frame frame, object? value) => target.Assign(frame, Choose(frame, value));

    private object? Choose(Frame frame, object? value) => value is Undefined ? fallback.Evaluate(frame) : value;
}

/// <summary><c>...rest</c> in a pattern or parameter list.</summary>
internal sealed class RestTarget(ITarget target) : Expression, ITarget
{
    public ITarget Target => target;

    public IEnumerable<Identifier> Names => target.Names;

    public override void Resolve(Resolver resolver)
    {
        resolver.Visit((Expression)target);
        (target as Identifier)?.CheckAssignable(resolver);
    }

    public override object? Evaluate(Frame frame) => Undefined.Value;

    public void Initialize(Frame frame, object? value) => target.Initialize(frame, value);

    public void Assign(Frame frame, object? value) => target.Assign(frame, value);
}

/// <summary><c>[a, , b = 1, ...rest]</c></summary>
internal sealed class ArrayPattern(IReadOnlyList<ITarget?> items) : Expression, ITarget
{
    public IReadOnlyList<ITarget?> Items => items;

    public IEnumerable<Identifier> Names => items.Where(i => i is not null).SelectMany(i => i!.Names);

    public override void Resolve(Resolver resolver)
    {
        foreach (var item in items)
        {
            resolver.Visit((Expression?)item);
            (item as Identifier)?.CheckAssignable(resolver);
        }
    }

    public override object? Evaluate(Frame frame) => Undefined.Value;

    public void Initialize(Frame frame, object? value) => Take(frame, value, initialize: true);

    public void Assign(Frame frame, object? value) => Take(frame, value, initialize: false);

    private void Take(Frame frame, object? value, bool initialize)
    {
        frame.Run.Position = Position;
        using var source = Iteration.Over(frame.Run, value).GetEnumerator();
        foreach (var item in items)
        {
            if (item is RestTarget rest)
            {
                var remaining = new JsArray();
                while (source.MoveNext())
                {
                    frame.Run.Step();
                    frame.Run.Allocate(8);
                    remaining.Items.Add(source.Current);
                }

                Give(frame, rest, remaining, initialize);
                return;
            }

            Give(frame, item, source.MoveNext() ? source.Current : Undefined.Value, initialize);
        }
    }

    private static void Give(Frame frame, ITarget? item, object? value, bool initialize)
    {
        if (initialize)
        {
            item?.Initialize(frame, value);
        }
        else
        {
            item?.Assign(frame, value);
        }
    }
}

/// <summary>One entry of an object pattern; the last may be a rest, which has no key.</summary>
internal sealed record PatternEntry(string? Key, Expression? ComputedKey, ITarget Target);

/// <summary><c>{a, b: c = 1, ...rest}</c></summary>
internal sealed class ObjectPattern(IReadOnlyList<PatternEntry> entries) : Expression, ITarget
{
    public IReadOnlyList<PatternEntry> Entries => entries;

    public IEnumerable<Identifier> Names => entries.SelectMany(e => e.Target.Names);

    public override void Resolve(Resolver resolver)
    {
        foreach (var entry in entries)
        {
            resolver.Visit(entry.ComputedKey);
            resolver.Visit((Expression)entry.Target);
            (entry.Target as Identifier)?.CheckAssignable(resolver);
        }
    }

    public override object? Evaluate(Frame frame) => Undefined.Value;

    public void Initialize(Frame frame, object? value) => Take(frame, value, initialize: true);

    public void Assign(Frame frame, object? value) => Take(frame, value, initialize: false);

    private void Take(Frame frame, object? value, bool initialize)
    {
        var run = frame.Run;
        run.Position = Position;
        if (value is null or Undefined)
        {
            throw run.TypeError($"Cannot destructure '{Display.Of(value)}' as it is {Display.Of(value)}.", $"不能解构 {Display.Of(value)}。");
        }

        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            object? part;
            if (entry.Target is RestTarget)
            {
                part = Remaining(run, value, taken);
            }
            else
            {
                var key = entry.Key ?? Property.Key(run, entry.ComputedKey!.Evaluate(frame));
                taken.Add(key);
                part = Property.Get(run, value, key);
            }

            if (initialize)
            {
                entry.Target.Initialize(frame, part);
            }
            else
            {
                entry.Target.Assign(frame, part);
            }
        }
    }

    private static JsObject Remaining(Run run, object? value, HashSet<string> taken)
    {
        var rest = new JsObject();
        foreach (var (name, member) in Enumeration.Entries(value))
        {
            run.Step();
            if (!taken.Contains(name))
            {
                run.Allocate(48);
                rest[name] = member;
            }
        }

        return rest;
    }
}
