using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.JavaScript;

internal static class ErrorTypes
{
    public static readonly BuiltIn Describe = new("toString", 0, (run, self, _) => self is JsError error
        ? error.Describe(run)
        : throw run.TypeError("The method needs an Error.", "该方法只能用于 Error。"));

    public static readonly BuiltInConstructor Error = Of("Error");

    public static BuiltInConstructor Of(string kind) => new(
        kind, 1, (run, _, a) => Make(run, kind, a), (run, a) => Make(run, kind, a),
        v => v is JsError error && (kind == "Error" || error.Kind == kind), []);

    private static JsError Make(Run run, string kind, ReadOnlySpan<object?> a)
    {
        var made = new JsError(kind, a.At(0) is Undefined ? null : a.TextAt(run, 0));
        run.Allocate(96);
        if (a.At(1) is JsObject options && options.TryGet("cause", out var cause))
        {
            made.Cause = cause;
        }

        return made;
    }
}
