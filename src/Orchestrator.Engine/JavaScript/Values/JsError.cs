using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.JavaScript;

/// <summary>An Error. Its own name and message do not show among its members, as in the language.</summary>
internal sealed class JsError(string kind, string? message) : JsObject
{
    /// <summary>The type it was constructed as.</summary>
    public string Kind { get; } = kind;

    public string Message { get; set; } = message ?? "";

    public string Name { get; set; } = kind;

    /// <summary>What <c>new Error(text, {cause})</c> was given; undefined without.</summary>
    public object? Cause { get; set; } = Undefined.Value;

    public object? Special(string name) => name switch
    {
        "message" => Message,
        "name" => Name,
        "stack" => Message.Length == 0 ? Name : $"{Name}: {Message}",
        "cause" => Cause,
        _ => null,
    };

    public bool TrySetSpecial(Run run, string name, object? value)
    {
        switch (name)
        {
            case "message": Message = Coerce.ToText(run, value); return true;
            case "name": Name = Coerce.ToText(run, value); return true;
            default: return false;
        }
    }

    public string Describe(Run run) =>
        Name.Length == 0 ? Message : Message.Length == 0 ? Name : $"{Name}: {Message}";
}
