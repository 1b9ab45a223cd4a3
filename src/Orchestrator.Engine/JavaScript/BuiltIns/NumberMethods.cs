namespace Orchestrator.Engine.JavaScript;

internal static class NumberMethods
{
    public static readonly MethodTable Table = new()
    {
        { "toString", 1, (run, self, a) => InRadix(run, Number(run, self), a) },
        { "toFixed", 1, (run, self, a) => NumberText.Fixed(Number(run, self), Digits(run, a, 0, 100, "toFixed() digits")) },
        { "toPrecision", 1, (run, self, a) => a.At(0) is Undefined
            ? NumberText.Of(Number(run, self))
            : double.IsFinite(Number(run, self)) ? NumberText.Precision(Number(run, self), Digits(run, a, 1, 100, "toPrecision()")) : NumberText.Of(Number(run, self)) },
        { "toExponential", 1, (run, self, a) => double.IsFinite(Number(run, self))
            ? NumberText.Exponential(Number(run, self), a.At(0) is Undefined ? null : Digits(run, a, 0, 100, "toExponential()"))
            : NumberText.Of(Number(run, self)) },
        { "toLocaleString", 0, (run, self, a) => LocalText.OfNumber(run, Number(run, self), a) },
        { "valueOf", 0, (run, self, _) => Boxed.Of(Number(run, self)) },
    };

    private static double Number(Run run, object? self) => self as double?
        ?? throw run.TypeError("The method needs a number.", "该方法只能用于数字。");

    private static string InRadix(Run run, double number, ReadOnlySpan<object?> a)
    {
        if (a.At(0) is Undefined)
        {
            return NumberText.Of(number);
        }

        var radix = Coerce.ToInteger(run, a[0]);
        return radix is >= 2 and <= 36
            ? NumberText.InRadix(number, (int)radix)
            : throw run.RangeError("toString() radix must be between 2 and 36", "进制须在 2 到 36 之间。");
    }

    private static int Digits(Run run, ReadOnlySpan<object?> a, int least, int most, string what)
    {
        var digits = Coerce.ToInteger(run, a.At(0));
        return digits >= least && digits <= most
            ? (int)digits
            : throw run.RangeError($"{what} argument must be between {least} and {most}", $"位数须在 {least} 到 {most} 之间。");
    }
}
