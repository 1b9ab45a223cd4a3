namespace Orchestrator.Engine.JavaScript;

internal static class Equality
{
    public static bool Strict(object? a, object? b) => a switch
    {
        double x => b is double y && x == y,
        string x => b is string y && string.Equals(x, y, StringComparison.Ordinal),
        bool x => b is bool y && x == y,
        _ => ReferenceEquals(a, b),
    };

    public static bool Loose(Run run, object? a, object? b)
    {
        while (true)
        {
            if (a is null or Undefined)
            {
                return b is null or Undefined;
            }

            if (b is null or Undefined)
            {
                return false;
            }

            var (primitiveA, primitiveB) = (Coerce.IsPrimitive(a), Coerce.IsPrimitive(b));
            if (!primitiveA && !primitiveB)
            {
                return ReferenceEquals(a, b);
            }

            if (!primitiveA)
            {
                // A truth value becomes a number before the object is asked, whichever side it stands on.
                b = b is bool ? Coerce.ToNumber(run, b) : b;
                a = Coerce.ToPrimitive(run, a, PrimitiveHint.None);
            }
            else if (!primitiveB)
            {
                a = a is bool ? Coerce.ToNumber(run, a) : a;
                b = Coerce.ToPrimitive(run, b, PrimitiveHint.None);
            }
            else
            {
                return a.GetType() == b.GetType() ? Strict(a, b) : Coerce.ToNumber(run, a) == Coerce.ToNumber(run, b);
            }
        }
    }

    /// <summary>As <c>includes</c>, Map and Set compare: NaN equals itself.</summary>
    public static bool SameValueZero(object? a, object? b) =>
        (a is double x && b is double y && double.IsNaN(x) && double.IsNaN(y)) || Strict(a, b);

    /// <summary>As <c>Object.is</c> compares: NaN equals itself, 0 differs from -0.</summary>
    public static bool SameValue(object? a, object? b) =>
        a is double x && b is double y ? x.Equals(y) && double.IsNegative(x) == double.IsNegative(y) || (double.IsNaN(x) && double.IsNaN(y)) : Strict(a, b);
}
