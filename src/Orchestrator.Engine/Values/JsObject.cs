namespace Orchestrator.Engine.Values;

/// <summary>
/// An ordered map of names to values: what JSON calls an object. Together with <see cref="JsArray"/>,
/// <see cref="string"/>, <see cref="double"/>, <see cref="bool"/> and <c>null</c> it is the whole value model of
/// variables, inputs, outputs and script results. Not thread-safe; owned by one instance at a time.
/// </summary>
public class JsObject
{
    private readonly OrderedDictionary<string, object?> _members = new(StringComparer.Ordinal);

    /// <summary>The member names in insertion order.</summary>
    public IReadOnlyList<string> Names => [.. _members.Keys];

    public int Count => _members.Count;

    /// <summary>The members in insertion order.</summary>
    public IEnumerable<KeyValuePair<string, object?>> Members => _members;

    /// <summary>The value of a member, <c>null</c> when it is absent; setting adds or replaces.</summary>
    public object? this[string name]
    {
        get => _members.TryGetValue(name, out var value) ? value : null;
        set => _members[name] = value;
    }

    public bool Has(string name) => _members.ContainsKey(name);

    public bool TryGet(string name, out object? value) => _members.TryGetValue(name, out value);

    public bool Remove(string name) => _members.Remove(name);

    /// <summary>Builds an object from pairs, for code that reads like the JSON it makes.</summary>
    public static JsObject Of(params ReadOnlySpan<(string Name, object? Value)> members)
    {
        var made = new JsObject();
        foreach (var (name, value) in members)
        {
            made[name] = value;
        }

        return made;
    }
}
