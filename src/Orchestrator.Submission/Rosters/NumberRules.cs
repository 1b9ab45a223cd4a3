using Orchestrator.Contracts.People;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.Submission.Rosters;

/// <summary>
/// What a row's citizen number shows: P-02 to P-06. An empty cell is P-01's. What follows from the digits is asked
/// of valid numbers only: one wrong digit is told once, not four times.
/// </summary>
public static class NumberRules
{
    private const string Cell = "identityNumber";

    /// <summary>Every two-digit province code that GB/T 2260 ever had.</summary>
    private static readonly HashSet<string> Provinces =
    [
        "11", "12", "13", "14", "15", "19", "20", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44", "45", "46",
        "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82",
    ];

    /// <summary>P-02: 17 digits, then a digit or X.</summary>
    public static IEnumerable<Finding> Shaped(CheckedRow row, RosterParameters parameters)
    {
        if (row.NumberText.Length == 0)
        {
            yield break;
        }

        if (row.Faults.HasFlag(IdentityFaults.Length))
        {
            yield return row.Block("P-02", Cell, $"公民身份号码应为18位，现为{row.NumberText.Length}位。");
        }
        else if (row.Faults.HasFlag(IdentityFaults.Characters))
        {
            yield return row.Block("P-02", Cell, row.NumberText.EndsWith('x')
                ? "公民身份号码末位应为大写X。"
                : "公民身份号码前17位应为数字，末位应为数字或大写X。");
        }
    }

    /// <summary>P-03: the check character (GB 11643-1999).</summary>
    public static IEnumerable<Finding> Checked(CheckedRow row, RosterParameters parameters)
    {
        if (row.Faults.HasFlag(IdentityFaults.Checksum))
        {
            yield return row.Block("P-03", Cell, $"公民身份号码{IdentityNumber.Mask(row.NumberText)}校验位不符，请核对证件。");
        }
    }

    /// <summary>P-04: the date in the number is real, is the birth that the row states, and gives a working age.</summary>
    public static IEnumerable<Finding> Dated(CheckedRow row, RosterParameters parameters)
    {
        if (row.Faults.HasFlag(IdentityFaults.Date))
        {
            yield return row.Block("P-04", Cell, "公民身份号码中的出生日期（第7至14位）不是有效日期。");
        }

        if (row.Number is not { } number)
        {
            yield break;
        }

        if (row.Birth is { } birth && !birth.Means(number.BirthDate))
        {
            yield return row.Block("P-04", "birth", $"出生年月{birth}与公民身份号码中的{number.BirthDate:yyyy-MM-dd}不一致。");
        }

        var age = AgeOn(number.BirthDate, parameters.On);
        if (age < parameters.LeastAge || age > parameters.MostAge)
        {
            yield return row.Block("P-04", Cell, $"按公民身份号码，{parameters.On:yyyy-MM-dd}时{Years(age)}，不在{parameters.LeastAge}至{parameters.MostAge}周岁之间。");
        }
    }

    /// <summary>P-05: digit 17 agrees with the gender that the row states.</summary>
    public static IEnumerable<Finding> Gendered(CheckedRow row, RosterParameters parameters)
    {
        if (row.Number is { } number && row.Row.Gender?.Trim() is "男" or "女" && row.Row.Gender.Trim() != Text(number.Gender))
        {
            yield return row.Block("P-05", "gender", $"性别填“{row.Row.Gender.Trim()}”，公民身份号码第17位表示“{Text(number.Gender)}”。");
        }
    }

    /// <summary>P-06: the first six digits are a place.</summary>
    public static IEnumerable<Finding> Located(CheckedRow row, RosterParameters parameters)
    {
        if (row.Number is { } number && !IsKnown(number.Region, parameters))
        {
            yield return row.Warn("P-06", Cell, $"公民身份号码的地区码{number.Region}不在行政区划代码（GB/T 2260）中。");
        }
    }

    private static bool IsKnown(string region, RosterParameters parameters) =>
        region.StartsWith("99", StringComparison.Ordinal)
            ? parameters.AllowSynthetic
            : parameters.Regions?.Contains(region) ?? Provinces.Contains(region[..2]);

    private static int AgeOn(DateOnly birth, DateOnly day)
    {
        var years = day.Year - birth.Year;
        return birth.AddYears(years) > day ? years - 1 : years;
    }

    private static string Years(int age) => age < 0 ? "尚未出生" : $"为{age}周岁";

    private static string Text(Gender gender) => gender == Gender.Male ? "男" : "女";
}
