namespace Orchestrator.Engine.JavaScript;

/// <summary>Math, without the members that are not deterministic.</summary>
internal static class MathMembers
{
    public static readonly MethodTable Table = Make();

    private static MethodTable Make()
    {
        var table = new MethodTable
        {
            { "PI", Math.PI },
            { "E", Math.E },
            { "LN2", 0.6931471805599453 },
            { "LN10", 2.302585092994046 },
            { "LOG2E", 1.4426950408889634 },
            { "LOG10E", 0.4342944819032518 },
            { "SQRT2", 1.4142135623730951 },
            { "SQRT1_2", 0.7071067811865476 },
            { "max", 2, (run, _, a) => Extreme(run, a, double.NegativeInfinity, Math.Max) },
            { "min", 2, (run, _, a) => Extreme(run, a, double.PositiveInfinity, Math.Min) },
            { "pow", 2, (run, _, a) => Boxed.Of(Arithmetic.Power(a.NumberAt(run, 0), a.NumberAt(run, 1))) },
            { "atan2", 2, (run, _, a) => Boxed.Of(Math.Atan2(a.NumberAt(run, 0), a.NumberAt(run, 1))) },
            { "hypot", 2, (run, _, a) => Boxed.Of(Hypotenuse(run, a)) },
            { "imul", 2, (run, _, a) => Boxed.Of(unchecked(Coerce.ToInt32(run, a.At(0)) * Coerce.ToInt32(run, a.At(1)))) },
            { "clz32", 1, (run, _, a) => Boxed.Of(System.Numerics.BitOperations.LeadingZeroCount(Coerce.ToUint32(run, a.At(0)))) },
        };
        foreach (var (name, function) in OfOne)
        {
            table.Add(name, 1, (run, _, a) => Boxed.Of(function(a.NumberAt(run, 0))));
        }

        return table;
    }

    private static IEnumerable<(string Name, Func<double, double> Function)> OfOne =>
    [
        ("abs", Math.Abs), ("ceil", Math.Ceiling), ("floor", Math.Floor), ("trunc", Math.Truncate), ("round", Round),
        ("sign", x => double.IsNaN(x) || x == 0 ? x : Math.Sign(x)), ("sqrt", Math.Sqrt), ("cbrt", CubeRoot), ("fround", x => (float)x),
        ("exp", Math.Exp), ("expm1", x => Math.Abs(x) < 1e-5 ? x + (x * x / 2) : Math.Exp(x) - 1), ("log", Math.Log),
        ("log2", Math.Log2), ("log10", Math.Log10), ("log1p", x => Math.Abs(x) < 1e-5 ? x - (x * x / 2) : Math.Log(1 + x)),
        ("sin", Math.Sin), ("cos", Math.Cos), ("tan", Math.Tan), ("asin", Math.Asin), ("acos", Math.Acos), ("atan", Math.Atan),
        ("sinh", Math.Sinh), ("cosh", Math.Cosh), ("tanh", Math.Tanh), ("asinh", Math.Asinh), ("acosh", Math.Acosh), ("atanh", Math.Atanh),
    ];

    /// <summary>Rounds half up, also below zero, without the error of adding a half first.</summary>
    private static double Round(double x)
    {
        if (!double.IsFinite(x) || Math.Abs(x) >= 4503599627370496)
        {
            return x;
        }

        var down = Math.Floor(x);
        var rounded = x - down >= 0.5 ? down + 1 : down;
        return rounded == 0 && (x < 0 || double.IsNegative(x)) ? -0.0 : rounded;
    }

    // The platform's root may be off by the last digit even for whole cubes; one step of Newton's method mends that.
    private static double CubeRoot(double x)
    {
        var root = Math.Cbrt(x);
        return root == 0 || !double.IsFinite(root) ? root : root - (((root * root * root) - x) / (3 * root * root));
    }

    private static object Extreme(Run run, ReadOnlySpan<object?> a, double start, Func<double, double, double> choose)
    {
        run.Step(a.Length);
        var value = start;
        for (var i = 0; i < a.Length; i++)
        {
            value = choose(value, a.NumberAt(run, i));
        }

        return Boxed.Of(value);
    }

    private static double Hypotenuse(Run run, ReadOnlySpan<object?> a)
    {
        var largest = 0.0;
        var hasNaN = false;
        var numbers = new double[a.Length];
        for (var i = 0; i < a.Length; i++)
        {
            numbers[i] = Math.Abs(a.NumberAt(run, i));
            hasNaN |= double.IsNaN(numbers[i]);
            largest = Math.Max(largest, double.IsNaN(numbers[i]) ? 0 : numbers[i]);
        }

        if (double.IsInfinity(largest) || hasNaN || largest == 0)
        {
            return double.IsInfinity(largest) ? largest : hasNaN ? double.NaN : 0;
        }

        // Scaled so that squares neither overflow nor vanish, with the lost digits of the sum carried along.
        var (sum, lost) = (0.0, 0.0);
        foreach (var number in numbers)
        {
            var part = (number / largest * (number / largest)) - lost;
            var next = sum + part;
            lost = next - sum - part;
            sum = next;
        }

        return Math.Sqrt(sum) * largest;
    }
}
