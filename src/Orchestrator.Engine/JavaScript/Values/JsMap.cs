namespace Orchestrator.Engine.JavaScript;

/// <summary>A Map, or the keys of a Set, in the order of insertion; it may change while it is walked.</summary>
internal class JsMap
{
    private static readonly object NullKey = new();

    private readonly Dictionary<object, int> _places = new(KeyComparer.Instance);
    private readonly List<(object? Key, object? Value, bool IsThere)> _entries = [];

    public int Count => _places.Count;

    public bool TryGet(object? key, out object? value)
    {
        var found = _places.TryGetValue(Wrap(key), out var place);
        value = found ? _entries[place].Value : null;
        return found;
    }

    public void Set(Run run, object? key, object? value)
    {
        if (_places.TryGetValue(Wrap(key), out var place))
        {
            _entries[place] = _entries[place] with { Value = value };
            return;
        }

        run.Allocate(80);
        key = key is double number && number == 0 ? Boxed.Of(0) : key;
        _places.Add(Wrap(key), _entries.Count);
        _entries.Add((key, value, true));
    }

    public bool Remove(object? key)
    {
        if (!_places.Remove(Wrap(key), out var place))
        {
            return false;
        }

        _entries[place] = (null, null, false);
        return true;
    }

    public void Clear()
    {
        _places.Clear();
        for (var i = 0; i < _entries.Count; i++)
        {
            _entries[i] = (null, null, false);
        }
    }

    /// <summary>The entries, including those added on the way.</summary>
    public IEnumerable<(object? Key, object? Value)> Entries(Run run)
    {
        for (var i = 0; i < _entries.Count; i++)
        {
            run.Step();
            if (_entries[i].IsThere)
            {
                yield return (_entries[i].Key, _entries[i].Value);
            }
        }
    }

    private static object Wrap(object? key) => key ?? NullKey;

    private sealed class KeyComparer : IEqualityComparer<object>
    {
        public static readonly KeyComparer Instance = new();

        public new bool Equals(object? a, object? b) => ReferenceEquals(a, b) || Equality.SameValueZero(a, b);

        public int GetHashCode(object key) => key switch
        {
            double number => number == 0 ? 0 : number.GetHashCode(),
            string text => text.GetHashCode(StringComparison.Ordinal),
            bool flag => flag ? 1 : 2,
            _ => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(key),
        };
    }
}

internal sealed class JsSet : JsMap;
