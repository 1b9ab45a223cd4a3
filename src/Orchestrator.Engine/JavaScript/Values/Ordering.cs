namespace Orchestrator.Engine.JavaScript;

internal static class Ordering
{
    /// <summary>Whether the first is less; null when the two cannot be ordered (NaN).</summary>
    /// <param name="leftFirst">Which operand stands left in the script and is converted first.</param>
    public static bool? Less(Run run, object? a, object? b, bool leftFirst)
    {
        if (a is double x && b is double y)
        {
            return double.IsNaN(x) || double.IsNaN(y) ? null : x < y;
        }

        if (leftFirst)
        {
            a = Coerce.ToPrimitive(run, a, PrimitiveHint.Number);
            b = Coerce.ToPrimitive(run, b, PrimitiveHint.Number);
        }
        else
        {
            b = Coerce.ToPrimitive(run, b, PrimitiveHint.Number);
            a = Coerce.ToPrimitive(run, a, PrimitiveHint.Number);
        }

        if (a is string s && b is string t)
        {
            return string.CompareOrdinal(s, t) < 0;
        }

        var (m, n) = (Coerce.ToNumber(run, a), Coerce.ToNumber(run, b));
        return double.IsNaN(m) || double.IsNaN(n) ? null : m < n;
    }
}
