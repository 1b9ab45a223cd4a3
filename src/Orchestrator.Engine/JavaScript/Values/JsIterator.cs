namespace Orchestrator.Engine.JavaScript;

/// <summary>What <c>entries()</c>, <c>keys()</c>, <c>values()</c> and <c>matchAll()</c> give: values one by one, once.</summary>
internal sealed class JsIterator(IEnumerable<object?> values)
{
    private readonly IEnumerator<object?> _values = values.GetEnumerator();

    public bool MoveNext(out object? value)
    {
        var moved = _values.MoveNext();
        value = moved ? _values.Current : Undefined.Value;
        return moved;
    }
}
