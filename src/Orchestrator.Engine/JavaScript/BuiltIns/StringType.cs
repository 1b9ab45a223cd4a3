using System.Text;

namespace Orchestrator.Engine.JavaScript;

internal static class StringType
{
    public static readonly BuiltInConstructor Constructor = new(
        "String", 1, (run, _, a) => a.Length == 0 ? "" : a.TextAt(run, 0), null, _ => false, new()
        {
            { "fromCharCode", 1, (run, _, a) => FromUnits(run, a) },
            { "fromCodePoint", 1, (run, _, a) => FromCodePoints(run, a) },
        });

    private static string FromUnits(Run run, ReadOnlySpan<object?> a)
    {
        run.AllocateText(a.Length);
        var made = new StringBuilder();
        for (var i = 0; i < a.Length; i++)
        {
            made.Append((char)(Coerce.ToUint32(run, a[i]) & 0xFFFF));
        }

        return made.ToString();
    }

    private static string FromCodePoints(Run run, ReadOnlySpan<object?> a)
    {
        run.AllocateText(a.Length * 2L);
        var made = new StringBuilder();
        for (var i = 0; i < a.Length; i++)
        {
            var value = a.NumberAt(run, i);
            if (!(value >= 0 && value <= 0x10FFFF && Math.Floor(value) == value))
            {
                throw run.RangeError($"Invalid code point {Display.Of(a[i])}", "码点不正确。");
            }

            CodePoints.Append(made, (int)value);
        }

        return made.ToString();
    }
}
