namespace Orchestrator.Finance.Payroll;

/// <summary>A calendar month, counted from January of year 0, so that months can be subtracted.</summary>
public readonly record struct Month(int Number) : IComparable<Month>
{
    public int Year => Number / 12;

    /// <summary>How many months of the year come after it.</summary>
    public int LeftInYear => 11 - (Number % 12);

    public Month Next => new(Number + 1);

    public static Month Of(DateOnly day) => new((day.Year * 12) + day.Month - 1);

    public static bool operator <(Month one, Month other) => one.Number < other.Number;

    public static bool operator >(Month one, Month other) => one.Number > other.Number;

    public static bool operator <=(Month one, Month other) => one.Number <= other.Number;

    public static bool operator >=(Month one, Month other) => one.Number >= other.Number;

    public int CompareTo(Month other) => Number.CompareTo(other.Number);

    public override string ToString() => $"{Year}年{(Number % 12) + 1}月";
}
