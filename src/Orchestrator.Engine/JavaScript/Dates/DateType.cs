namespace Orchestrator.Engine.JavaScript;

internal static class DateType
{
    public static readonly BuiltInConstructor Constructor = new("Date", 7, (run, _, _) => Text(run), Construct, v => v is JsDate, new()
    {
        { "now", 0, (run, _, _) => Boxed.Of((double)run.Host.Now.ToUnixTimeMilliseconds()) },
        { "parse", 1, (run, _, a) => Boxed.Of(DateReading.Parse(a.TextAt(run, 0))) },
        { "UTC", 7, (run, _, a) => Boxed.Of(DateMath.Clip(Join(run, a))) },
    });

    private static string Text(Run run)
    {
        double now = run.Host.Now.ToUnixTimeMilliseconds();
        return $"{DateText.LocalDate(now)} {DateText.LocalTime(now)}";
    }

    private static JsDate Construct(Run run, ReadOnlySpan<object?> a)
    {
        switch (a.Length)
        {
            case 0: return new JsDate(run.Host.Now.ToUnixTimeMilliseconds());
            case 1 when a[0] is JsDate other: return new JsDate(other.Time);
            case 1:
                var value = Coerce.ToPrimitive(run, a[0], PrimitiveHint.None);
                return new JsDate(value is string text ? DateReading.Parse(text) : DateMath.Clip(Coerce.ToNumber(run, value)));
            default: return new JsDate(DateMath.Clip(Join(run, a) - DateMath.LocalOffset));
        }
    }

    private static double Join(Run run, ReadOnlySpan<object?> a)
    {
        Span<double> parts = [double.NaN, 0, 1, 0, 0, 0, 0];
        for (var i = 0; i < a.Length && i < 7; i++)
        {
            parts[i] = a.NumberAt(run, i);
        }

        // Two-digit years mean the twentieth century, as they always have.
        var year = Math.Truncate(parts[0]);
        return DateMath.Join(year is >= 0 and <= 99 ? 1900 + year : parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6]);
    }
}
