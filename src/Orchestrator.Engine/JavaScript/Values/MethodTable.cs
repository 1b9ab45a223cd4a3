using System.Collections;

namespace Orchestrator.Engine.JavaScript;

/// <summary>The built-in members of a type, by name.</summary>
internal sealed class MethodTable : IEnumerable
{
    private readonly Dictionary<string, object?> _members = new(StringComparer.Ordinal);

    public void Add(string name, int length, BuiltInBody body) => _members.Add(name, new BuiltIn(name, length, body));

    public void Add(string name, object? value) => _members.Add(name, value);

    public bool TryGet(string name, out object? value) => _members.TryGetValue(name, out value);

    public bool Has(string name) => _members.ContainsKey(name);

    public IEnumerator GetEnumerator() => _members.Keys.GetEnumerator();
}
