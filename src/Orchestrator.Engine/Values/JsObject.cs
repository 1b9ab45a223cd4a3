using System.Runtime.InteropServices;

namespace Orchestrator.Engine.Values;

/// <summary>
/// An ordered map of names to values: what JSON calls an object. Together with <see cref="JsArray"/>,
/// <see cref="string"/>, <see cref="double"/>, <see cref="bool"/> and <c>null</c> it is the whole value model of
/// variables, inputs, outputs and script results. Not thread-safe; owned by one instance at a time.
/// </summary>
public class JsObject
{
    // Up to so many members a look at each is quicker, and much smaller, than an index.
    private const int Few = 8;

    private readonly List<KeyValuePair<string, object?>> _members;
    private Dictionary<string, int>? _index;

    public JsObject() => _members = [];

    /// <param name="capacity">How many members are expected.</param>
    internal JsObject(int capacity) => _members = new(capacity);

    /// <summary>The member names in insertion order.</summary>
    public IReadOnlyList<string> Names => _members.ConvertAll(member => member.Key);

    public int Count => _members.Count;

    /// <summary>The members in insertion order.</summary>
    public IEnumerable<KeyValuePair<string, object?>> Members => _members;

    /// <summary>The members for a loop that changes nothing.</summary>
    internal ReadOnlySpan<KeyValuePair<string, object?>> Span => CollectionsMarshal.AsSpan(_members);

    /// <summary>The value of a member, <c>null</c> when it is absent; setting adds or replaces.</summary>
    public object? this[string name]
    {
        get => Find(name) is var at and >= 0 ? _members[at].Value : null;
        set
        {
            if (Find(name) is var at and >= 0)
            {
                _members[at] = new(_members[at].Key, value);
                return;
            }

            _members.Add(new(name, value));
            if (_index is not null)
            {
                _index.Add(name, _members.Count - 1);
            }
            else if (_members.Count > Few)
            {
                Index();
            }
        }
    }

    public bool Has(string name) => Find(name) >= 0;

    public bool TryGet(string name, out object? value)
    {
        var at = Find(name);
        value = at >= 0 ? _members[at].Value : null;
        return at >= 0;
    }

    public bool Remove(string name)
    {
        var at = Find(name);
        if (at < 0)
        {
            return false;
        }

        _members.RemoveAt(at);
        _index = null;
        if (_members.Count > Few)
        {
            Index();
        }

        return true;
    }

    /// <summary>Builds an object from pairs, for code that reads like the JSON it makes.</summary>
    public static JsObject Of(params ReadOnlySpan<(string Name, object? Value)> members)
    {
        var made = new JsObject(members.Length);
        foreach (var (name, value) in members)
        {
            made[name] = value;
        }

        return made;
    }

    private int Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_index is not null)
        {
            return _index.TryGetValue(name, out var known) ? known : -1;
        }

        var members = Span;
        for (var at = 0; at < members.Length; at++)
        {
            if (string.Equals(members[at].Key, name, StringComparison.Ordinal))
            {
                return at;
            }
        }

        return -1;
    }

    private void Index()
    {
        _index = new(_members.Count * 2, StringComparer.Ordinal);
        for (var at = 0; at < _members.Count; at++)
        {
            _index.Add(_members[at].Key, at);
        }
    }
}
