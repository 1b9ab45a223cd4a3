using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.JavaScript;

internal static class ArrayLength
{
    private const double Longest = 4294967295;

    public static void Set(Run run, JsArray array, object? value)
    {
        var length = Read(run, value);
        if (length < array.Count)
        {
            array.Items.RemoveRange((int)length, array.Count - (int)length);
        }
        else
        {
            Grow(run, array, length);
        }
    }

    public static void Grow(Run run, JsArray array, long length)
    {
        var added = length - array.Count;
        run.Step(added >> 4);
        run.Allocate(added * 8);
        for (var i = 0L; i < added; i++)
        {
            array.Items.Add(Hole.Value);
        }
    }

    public static long Read(Run run, object? value)
    {
        var number = Coerce.ToNumber(run, value);
        return number >= 0 && number <= Longest && Math.Floor(number) == number
            ? (long)number
            : throw run.RangeError("Invalid array length", "数组长度不正确。");
    }
}
