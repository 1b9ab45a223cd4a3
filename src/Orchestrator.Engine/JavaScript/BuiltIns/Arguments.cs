namespace Orchestrator.Engine.JavaScript;

/// <summary>The arguments of a built-in, where a missing one is undefined.</summary>
internal static class Arguments
{
    public static object? At(this ReadOnlySpan<object?> arguments, int index) => index < arguments.Length ? arguments[index] : Undefined.Value;

    public static double NumberAt(this ReadOnlySpan<object?> arguments, Run run, int index) => Coerce.ToNumber(run, arguments.At(index));

    public static string TextAt(this ReadOnlySpan<object?> arguments, Run run, int index) => Coerce.ToText(run, arguments.At(index));

    public static JsFunction FunctionAt(this ReadOnlySpan<object?> arguments, Run run, int index) => arguments.At(index) as JsFunction
        ?? throw run.TypeError($"{Display.Of(arguments.At(index))} is not a function", $"{Display.Of(arguments.At(index))} 不是函数。");

    /// <summary>A position in something of the given length; negative counts from the end; undefined gives the fallback.</summary>
    public static int PositionAt(this ReadOnlySpan<object?> arguments, Run run, int index, int length, int fallback)
    {
        if (arguments.At(index) is Undefined)
        {
            return fallback;
        }

        var position = Coerce.ToInteger(run, arguments[index]);
        return (int)(position < 0 ? Math.Max(0, length + position) : Math.Min(position, length));
    }
}
