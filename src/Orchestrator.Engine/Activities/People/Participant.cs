using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Activities;

/// <summary>
/// Somebody who decides a step together with others: a person, several of whom one acts, or whoever has a role in a unit.
/// Written as the id of a person or as <c>{"name": "市财政局", "unit": "CZ", "role": "BM-FZ", "persons": [], "weight": 1, "veto": false}</c>.
/// </summary>
internal sealed record Participant(string Name, IReadOnlyList<string> Persons, string? Unit, string? Role, double Weight, bool Veto)
{
    /// <summary>The unit and the post that decided here before it was passed on to somebody.</summary>
    public string? ForUnit { get; init; }

    public string? ForRole { get; init; }

    /// <summary>Somebody as he is named elsewhere than in a definition.</summary>
    public static Participant Of(Assignment to) => new(NameOf(to), to.Persons, to.Unit, to.Role, 1, false);

    public static string NameOf(Assignment to) => to.Unit ?? (to.Persons.Count > 0 ? string.Join("、", to.Persons) : to.Role ?? "");

    /// <exception cref="FormatException">With what is wrong.</exception>
    public static List<Participant> ReadAll(object? value) => value switch
    {
        null or "" => [],
        JsArray list => [.. list.Items.Select(Read)],
        _ => [Read(value)],
    };

    public static Participant Read(object? value)
    {
        switch (value)
        {
            case string { Length: > 0 } person:
                return new(person, [person], null, null, 1, false);
            case JsObject map:
                var persons = map["persons"] switch
                {
                    null => map["person"] is string { Length: > 0 } one ? [one] : (IReadOnlyList<string>)[],
                    JsArray list => [.. list.Items.Select(item => Conversion.ToText(item) ?? "").Where(id => id.Length > 0)],
                    _ => throw new FormatException("'persons' of a participant is a list."),
                };
                var (unit, role) = (Text(map, "unit"), Text(map, "role"));
                var weight = map["weight"] switch
                {
                    null => 1,
                    double given and > 0 => given,
                    var other => throw new FormatException($"The weight of a participant is a positive number, not {Conversion.Show(other)}."),
                };
                return persons.Count > 0 || unit is not null || role is not null
                    ? new(Text(map, "name") ?? unit ?? (persons.Count > 0 ? string.Join("、", persons) : role!), persons, unit, role, weight, map["veto"] is true) { ForUnit = Text(map, "forUnit"), ForRole = Text(map, "forRole") }
                    : throw new FormatException("A participant names persons, a unit or a role.");
            default:
                throw new FormatException($"A participant is the id of a person or an object, not {Conversion.Show(value)}.");
        }
    }

    /// <summary>The form that <see cref="Read"/> reads, without what is at its default.</summary>
    public JsObject Save()
    {
        var saved = JsObject.Of(("name", Name));
        Add(saved, "persons", Persons.Count == 0 ? null : new JsArray(Persons));
        Add(saved, "unit", Unit);
        Add(saved, "role", Role);
        Add(saved, "weight", Weight == 1 ? null : Weight);
        Add(saved, "veto", Veto ? true : null);
        Add(saved, "forUnit", ForUnit);
        Add(saved, "forRole", ForRole);
        return saved;
    }

    public Assignment Offered(IReadOnlyList<string> excluded) => new(Persons, Unit, Role, excluded);

    private static void Add(JsObject map, string name, object? value)
    {
        if (value is not null)
        {
            map[name] = value;
        }
    }

    private static string? Text(JsObject map, string name) => map[name] is string { Length: > 0 } text ? text : null;
}
