using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.JavaScript;

internal sealed class ArrayLiteral(IReadOnlyList<Expression?> items) : Expression
{
    public IReadOnlyList<Expression?> Items => items;

    public override void Resolve(Resolver resolver) => resolver.VisitAll(items);

    public override object? Evaluate(Frame frame)
    {
        var made = new JsArray();
        frame.Run.Allocate(48 + (items.Count * 8));
        foreach (var item in items)
        {
            switch (item)
            {
                case null: made.Items.Add(Hole.Value); break;
                case Spread spread: spread.Into(frame, made.Items); break;
                default: made.Items.Add(item.Evaluate(frame)); break;
            }
        }

        return made;
    }
}

/// <summary>One entry of an object literal.</summary>
/// <param name="Key">The fixed key; null when it is computed or the entry is spread.</param>
/// <param name="ShorthandDefault">Where <c>{a = 1}</c> has its sign, which only a pattern may have.</param>
internal sealed record ObjectEntry(string? Key, Expression? ComputedKey, Expression Value, int Position, int? ShorthandDefault = null);

internal sealed class ObjectLiteral(IReadOnlyList<ObjectEntry> entries) : Expression
{
    public IReadOnlyList<ObjectEntry> Entries => entries;

    public override void Resolve(Resolver resolver)
    {
        foreach (var entry in entries)
        {
            if (entry.ShorthandDefault is { } sign)
            {
                throw Lexer.Refuse(sign, "Invalid shorthand property initializer.", "对象字面量中不能写“名称 = 值”。");
            }

            resolver.Visit(entry.ComputedKey);
            resolver.Visit(entry.Value);
        }
    }

    public override object? Evaluate(Frame frame)
    {
        var made = new JsObject();
        frame.Run.Allocate(80 + (entries.Count * 48));
        foreach (var entry in entries)
        {
            if (entry.Value is Spread spread)
            {
                Copy(frame, spread.Evaluate(frame), made);
                continue;
            }

            var key = entry.Key;
            if (key is null)
            {
                key = Property.Key(frame.Run, entry.ComputedKey!.Evaluate(frame));
                Property.CheckName(frame.Run, key);
            }

            made[key] = entry.Value.Evaluate(frame);
        }

        return made;
    }

    private static void Copy(Frame frame, object? from, JsObject to)
    {
        foreach (var (name, value) in Enumeration.Entries(from))
        {
            frame.Run.Step();
            frame.Run.Allocate(48);
            to[name] = value;
        }
    }
}
