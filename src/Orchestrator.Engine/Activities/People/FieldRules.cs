using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Activities;

/// <summary>What a step changes about its form: fields that must be filled in here, and fields that are not shown and not
/// taken. Written as <c>{"required": ["opinion"], "hidden": ["note"]}</c>; names that the form does not have do nothing.</summary>
public sealed record FieldRules(IReadOnlyList<string> Required, IReadOnlyList<string> Hidden)
{
    /// <exception cref="FormatException">With what is wrong.</exception>
    public static FieldRules? Read(object? value)
    {
        switch (value)
        {
            case null or "":
                return null;
            case JsObject map:
                if (map.Members.Select(member => member.Key).FirstOrDefault(name => name is not ("required" or "hidden")) is { } other)
                {
                    throw new FormatException($"A rule of fields has 'required' and 'hidden', not '{other}'.");
                }

                var rules = new FieldRules(Names(map, "required"), Names(map, "hidden"));
                return rules.Required.FirstOrDefault(rules.Hidden.Contains) is { } both
                    ? throw new FormatException($"The field '{both}' cannot be required and hidden.")
                    : rules;
            default:
                throw new FormatException($"Rules of fields are an object, not {Conversion.Show(value)}.");
        }
    }

    /// <summary>JSON text of what <see cref="Read"/> reads.</summary>
    public string ToText() => JsonText.Write(JsObject.Of(("required", new JsArray(Required)), ("hidden", new JsArray(Hidden))));

    private static List<string> Names(JsObject map, string name) => map[name] switch
    {
        null => [],
        JsArray list when list.Items.TrueForAll(item => item is string { Length: > 0 }) => [.. list.Items.Cast<string>()],
        var other => throw new FormatException($"'{name}' is a list of names of fields, not {Conversion.Show(other)}."),
    };
}
