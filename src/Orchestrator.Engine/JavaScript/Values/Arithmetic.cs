namespace Orchestrator.Engine.JavaScript;

internal enum ArithmeticOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Power,
    And,
    Or,
    Xor,
    ShiftLeft,
    ShiftRight,
    ShiftRightUnsigned,
}

internal static class Arithmetic
{
    public static readonly IReadOnlyDictionary<string, ArithmeticOperator> Operators = new Dictionary<string, ArithmeticOperator>(StringComparer.Ordinal)
    {
        ["+"] = ArithmeticOperator.Add,
        ["-"] = ArithmeticOperator.Subtract,
        ["*"] = ArithmeticOperator.Multiply,
        ["/"] = ArithmeticOperator.Divide,
        ["%"] = ArithmeticOperator.Remainder,
        ["**"] = ArithmeticOperator.Power,
        ["&"] = ArithmeticOperator.And,
        ["|"] = ArithmeticOperator.Or,
        ["^"] = ArithmeticOperator.Xor,
        ["<<"] = ArithmeticOperator.ShiftLeft,
        [">>"] = ArithmeticOperator.ShiftRight,
        [">>>"] = ArithmeticOperator.ShiftRightUnsigned,
    };

    public static object? Apply(Run run, ArithmeticOperator sign, object? a, object? b)
    {
        if (sign == ArithmeticOperator.Add)
        {
            return Add(run, a, b);
        }

        var x = Coerce.ToNumber(run, a);
        var y = Coerce.ToNumber(run, b);
        return Boxed.Of(sign switch
        {
            ArithmeticOperator.Subtract => x - y,
            ArithmeticOperator.Multiply => x * y,
            ArithmeticOperator.Divide => x / y,
            ArithmeticOperator.Remainder => Remainder(x, y),
            ArithmeticOperator.Power => Power(x, y),
            ArithmeticOperator.And => Coerce.ToInt32(run, x) & Coerce.ToInt32(run, y),
            ArithmeticOperator.Or => Coerce.ToInt32(run, x) | Coerce.ToInt32(run, y),
            ArithmeticOperator.Xor => Coerce.ToInt32(run, x) ^ Coerce.ToInt32(run, y),
            ArithmeticOperator.ShiftLeft => Coerce.ToInt32(run, x) << (Coerce.ToInt32(run, y) & 31),
            ArithmeticOperator.ShiftRight => Coerce.ToInt32(run, x) >> (Coerce.ToInt32(run, y) & 31),
            _ => Coerce.ToUint32(run, x) >> (Coerce.ToInt32(run, y) & 31),
        });
    }

    public static double Power(double x, double y) =>
        double.IsNaN(y) || (Math.Abs(x) == 1 && double.IsInfinity(y)) ? double.NaN : Math.Pow(x, y);

    /// <summary>Joins two texts. Growing a text is charged by what is added and a little for the copy.</summary>
    public static string Join(Run run, string a, string b)
    {
        if (a.Length == 0 || b.Length == 0)
        {
            return a.Length == 0 ? b : a;
        }

        var length = (long)a.Length + b.Length;
        run.Step(length >> 10);
        run.Allocate(16 + (2 * Math.Min(a.Length, b.Length)) + (length >> 3));
        if (length > int.MaxValue / 4)
        {
            throw run.RangeError("Invalid string length", "字符串过长。");
        }

        return a + b;
    }

    private static object? Add(Run run, object? a, object? b)
    {
        if (a is double x && b is double y)
        {
            return Boxed.Of(x + y);
        }

        a = Coerce.ToPrimitive(run, a, PrimitiveHint.None);
        b = Coerce.ToPrimitive(run, b, PrimitiveHint.None);
        return a is string || b is string
            ? Join(run, Coerce.ToText(run, a), Coerce.ToText(run, b))
            : Boxed.Of(Coerce.ToNumber(run, a) + Coerce.ToNumber(run, b));
    }

    private static double Remainder(double x, double y)
    {
        // Whole numbers are what scripts divide, and their remainder is far cheaper.
        var (a, b) = ((int)x, (int)y);
        if (a == x && b == y && a > 0 && b > 0)
        {
            return a % b;
        }

        if (double.IsInfinity(y) && double.IsFinite(x))
        {
            return x;
        }

        var rest = x % y;
        return rest == 0 && double.IsNegative(x) ? -0.0 : rest;
    }
}
