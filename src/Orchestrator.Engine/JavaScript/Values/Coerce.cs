using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.JavaScript;

/// <summary>The language's conversions between types.</summary>
internal static class Coerce
{
    public static bool ToBoolean(object? value) => value switch
    {
        bool flag => flag,
        null or Undefined => false,
        double number => number != 0 && !double.IsNaN(number),
        string text => text.Length > 0,
        _ => true,
    };

    public static double ToNumber(Run run, object? value) => value switch
    {
        double number => number,
        null => 0,
        Undefined => double.NaN,
        bool flag => flag ? 1 : 0,
        string text => NumberReading.Of(text),
        _ => ToNumber(run, ToPrimitive(run, value, PrimitiveHint.Number)),
    };

    public static string ToText(Run run, object? value) => value switch
    {
        string text => text,
        double number => NumberText.Of(number),
        bool flag => flag ? "true" : "false",
        null => "null",
        Undefined => "undefined",
        _ => ToText(run, ToPrimitive(run, value, PrimitiveHint.Text)),
    };

    public static int ToInt32(Run run, object? value) => Wrap(ToNumber(run, value));

    public static uint ToUint32(Run run, object? value) => (uint)Wrap(ToNumber(run, value));

    /// <summary>Truncated; NaN becomes 0. May be infinite.</summary>
    public static double ToInteger(Run run, object? value)
    {
        var number = ToNumber(run, value);
        return double.IsNaN(number) ? 0 : Math.Truncate(number) + 0.0;
    }

    public static object? ToPrimitive(Run run, object? value, PrimitiveHint hint)
    {
        if (IsPrimitive(value))
        {
            return value;
        }

        if (value is JsDate && hint == PrimitiveHint.None)
        {
            hint = PrimitiveHint.Text;
        }

        var (first, second) = hint == PrimitiveHint.Text ? ("toString", "valueOf") : ("valueOf", "toString");
        return TryMethod(run, value, first, out var result) || TryMethod(run, value, second, out result)
            ? result
            : throw run.TypeError("Cannot convert object to primitive value", "不能把对象转换为基本值。");
    }

    public static string TypeOf(object? value) => value switch
    {
        Undefined => "undefined",
        bool => "boolean",
        double => "number",
        string => "string",
        JsFunction => "function",
        _ => "object",
    };

    public static bool IsPrimitive(object? value) => value is null or Undefined or bool or double or string;

    private static bool TryMethod(Run run, object? value, string name, out object? result)
    {
        result = null;
        if (Property.Get(run, value, name) is not JsFunction method)
        {
            return false;
        }

        // Containers nested in each other recurse through their texts without passing a call of the script.
        run.EnterCall(20);
        result = method.Call(run, value, []);
        run.LeaveCall(20);
        return IsPrimitive(result);
    }

    private static int Wrap(double number)
    {
        var whole = (int)number;
        if (whole == number)
        {
            return whole;
        }

        if (!double.IsFinite(number))
        {
            return 0;
        }

        var wrapped = Math.Truncate(number) % 4294967296.0;
        return unchecked((int)(uint)(long)wrapped);
    }
}

internal enum PrimitiveHint
{
    None,
    Number,
    Text,
}
