namespace Orchestrator.Engine.Values;

/// <summary>A list of values: what JSON calls an array. Not thread-safe; owned by one instance at a time.</summary>
public class JsArray
{
    public JsArray()
    {
    }

    public JsArray(IEnumerable<object?> items) => Items.AddRange(items);

    public List<object?> Items { get; } = [];

    public int Count => Items.Count;

    public object? this[int index]
    {
        get => Items[index];
        set => Items[index] = value;
    }

    public static JsArray Of(params ReadOnlySpan<object?> items) => new(items.ToArray());
}
