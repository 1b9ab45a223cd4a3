using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.JavaScript;

/// <summary>Values as error messages show them. Runs no script code.</summary>
internal static class Display
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        Undefined => "undefined",
        string text => text.Length > 60 ? text[..60] + "…" : text,
        double number => NumberText.Of(number),
        bool flag => flag ? "true" : "false",
        JsError error => $"{error.Name}: {error.Message}",
        JsArray => "[array]",
        JsFunction function => $"function {function.Name}",
        JsDate => "[date]",
        _ => "[object]",
    };
}
