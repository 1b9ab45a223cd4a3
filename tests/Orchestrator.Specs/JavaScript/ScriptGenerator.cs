namespace Orchestrator.Specs.JavaScript;

/// <summary>
/// Makes random scripts of the subset, the same for the same seed. Values are steered by type so that most scripts run
/// to their end, with a share of ill-typed ones. Statements are lines, so that a failing script can be shrunk.
/// </summary>
internal sealed partial class ScriptGenerator(int seed)
{
    private const string Shown =
        "(_, v) => typeof v === 'number' ? 'n' + (Object.is(v, -0) ? '-0' : v) : v === undefined ? 'undefined' : typeof v === 'function' ? 'function' : " +
        "v instanceof Set || v instanceof Map ? [...v] : v instanceof RegExp ? String(v) : v";

    private readonly Random _random = new(seed);
    private readonly List<(string Name, Kind Kind, bool IsConst)> _names = [];
    private int _made;

    private enum Kind
    {
        Number,
        Text,
        Flag,
        List,
        Record,
        Any,
    }

    public string Program()
    {
        var lines = new List<string>();
        var statements = Chance(40) ? 0 : _random.Next(1, 9);
        for (var i = 0; i < statements; i++)
        {
            lines.Add(Statement(3) + ";");
        }

        var shown = _names.TakeLast(4).Select(n => n.Name).Append(Expression(AnyKind(), 4));
        lines.Add($"JSON.stringify([{string.Join(", ", shown)}], {Shown})");
        return string.Join('\n', lines);
    }

    private bool Chance(int percent) => _random.Next(100) < percent;

    private string Pick(params ReadOnlySpan<string> choices) => choices[_random.Next(choices.Length)];

    private Kind AnyKind() => (Kind)_random.Next(6);

    private string FreshName() => "v" + _made++;

    /// <summary>Runs with the names declared inside forgotten afterwards.</summary>
    private string Inside(Func<string> make)
    {
        var count = _names.Count;
        var made = make();
        _names.RemoveRange(count, _names.Count - count);
        return made;
    }

    private string? Known(Kind kind, bool assignable = false)
    {
        var known = _names.Where(n => (n.Kind == kind || kind == Kind.Any) && !(assignable && n.IsConst)).ToList();
        return known.Count == 0 ? null : known[_random.Next(known.Count)].Name;
    }
}
