namespace Orchestrator.Engine.JavaScript;

internal static class NumberType
{
    private const double LargestSafe = 9007199254740991;

    public static readonly BuiltIn ParseInt = new("parseInt", 2, (run, _, a) =>
        Boxed.Of(NumberReading.Whole(a.TextAt(run, 0), Coerce.ToInt32(run, a.At(1)))));

    public static readonly BuiltIn ParseFloat = new("parseFloat", 1, (run, _, a) => Boxed.Of(NumberReading.Beginning(a.TextAt(run, 0))));

    public static readonly BuiltIn IsNaN = new("isNaN", 1, (run, _, a) => Boxed.Of(double.IsNaN(a.NumberAt(run, 0))));

    public static readonly BuiltIn IsFinite = new("isFinite", 1, (run, _, a) => Boxed.Of(double.IsFinite(a.NumberAt(run, 0))));

    public static readonly BuiltInConstructor Constructor = new(
        "Number", 1, (run, _, a) => a.Length == 0 ? Boxed.Of(0) : Boxed.Of(a.NumberAt(run, 0)), null, _ => false, new()
        {
            { "MAX_SAFE_INTEGER", LargestSafe },
            { "MIN_SAFE_INTEGER", -LargestSafe },
            { "MAX_VALUE", double.MaxValue },
            { "MIN_VALUE", double.Epsilon },
            { "EPSILON", Math.BitIncrement(1.0) - 1.0 },
            { "POSITIVE_INFINITY", double.PositiveInfinity },
            { "NEGATIVE_INFINITY", double.NegativeInfinity },
            { "NaN", double.NaN },
            { "parseInt", ParseInt },
            { "parseFloat", ParseFloat },
            { "isNaN", 1, (_, _, a) => Boxed.Of(a.At(0) is double.NaN) },
            { "isFinite", 1, (_, _, a) => Boxed.Of(a.At(0) is double number && double.IsFinite(number)) },
            { "isInteger", 1, (_, _, a) => Boxed.Of(a.At(0) is double number && IsWhole(number)) },
            { "isSafeInteger", 1, (_, _, a) => Boxed.Of(a.At(0) is double number && IsWhole(number) && Math.Abs(number) <= LargestSafe) },
        });

    public static readonly BuiltInConstructor Boolean = new(
        "Boolean", 1, (_, _, a) => Boxed.Of(Coerce.ToBoolean(a.At(0))), null, _ => false, []);

    private static bool IsWhole(double number) => double.IsFinite(number) && Math.Floor(number) == number;
}
