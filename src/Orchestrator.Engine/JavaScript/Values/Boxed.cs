namespace Orchestrator.Engine.JavaScript;

/// <summary>Numbers and truth values as objects, the frequent ones made once.</summary>
internal static class Boxed
{
    public static readonly object True = true;
    public static readonly object False = false;
    public static readonly object NotANumber = double.NaN;

    private static readonly object[] Small = [.. Enumerable.Range(-1, 1026).Select(n => (object)(double)n)];

    public static object Of(bool value) => value ? True : False;

    public static object Of(int value) => value is >= -1 and <= 1024 ? Small[value + 1] : (double)value;

    public static object Of(double value)
    {
        var whole = (int)value;
        return whole == value && whole is >= -1 and <= 1024 && (whole != 0 || !double.IsNegative(value)) ? Small[whole + 1] : value;
    }
}
