using System.Globalization;
using Orchestrator.Contracts.People;
using Orchestrator.Runtime;

namespace Orchestrator.Spreadsheets.Intake;

/// <summary>One row that somebody filled in. Each reading adds what is wrong with its cell to the problems and gives the type's default.</summary>
public sealed class TableRow
{
    private const int LongestText = 200;

    private readonly TableForm _form;
    private readonly CellRow _row;
    private readonly Dictionary<string, int> _places;
    private readonly List<TableProblem> _problems;
    private readonly int _before;

    internal TableRow(TableForm form, CellRow row, Dictionary<string, int> places, List<TableProblem> problems)
    {
        (_form, _row, _places, _problems, _before) = (form, row, places, problems, problems.Count);
    }

    public int Number => _row.Number;

    /// <summary>Says that something is wrong with a cell, or with the row.</summary>
    public void Wrong(string? column, string message) => _problems.Add(new(_form.Name, Number, column, message));

    /// <summary>Empty when nothing is written; a problem when the column asks for something.</summary>
    public string Text(string column)
    {
        var text = _places.TryGetValue(column, out var at) && _row.Cells.TryGetValue(at, out var cell) ? cell : "";
        if (text.Length == 0)
        {
            if (_form.Columns.Single(known => known.Title == column).Required)
            {
                Wrong(column, "没有填写。");
            }

            return "";
        }

        if (HiddenCharacters.In(text) is not null)
        {
            Wrong(column, "含有看不见的控制字符，请重新输入。");
            return "";
        }

        if (text.Length > LongestText)
        {
            Wrong(column, $"超过{LongestText}个字。");
            return "";
        }

        return text;
    }

    public DateOnly? Day(string column) => Date(column, "日期，请写成 2020-09-01", "yyyy-MM-dd", "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd");

    /// <summary>A month, as its first day. A spreadsheet program makes a day of a month: its first.</summary>
    public DateOnly? Month(string column) =>
        Date(column, "月份，请写成 2020-01", "yyyy-MM", "yyyy-M", "yyyy/M", "yyyy.M", "yyyy年M月", "yyyyMM", "yyyy-MM-dd") is { } day ? new DateOnly(day.Year, day.Month, 1) : null;

    private DateOnly? Date(string column, string wanted, params string[] shapes)
    {
        var text = Text(column);
        if (text.Length == 0)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, shapes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1900 and <= 2199)
        {
            return day;
        }

        Wrong(column, $"“{text}”不是{wanted}。");
        return null;
    }

    public int? Whole(string column, int least, int most)
    {
        var text = Text(column);
        if (text.Length == 0)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Wrong(column, $"“{text}”不是{least}到{most}之间的整数。");
        return null;
    }

    /// <summary>Yuan with at most two decimals, as 分.</summary>
    public long? Money(string column)
    {
        var text = Text(column);
        if (text.Length == 0)
        {
            return null;
        }

        const decimal most = 100_000_000_000;
        if (decimal.TryParse(text.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan)
            && yuan <= most && decimal.Round(yuan, 2) == yuan)
        {
            return (long)(yuan * 100);
        }

        Wrong(column, $"“{text}”不是金额，请写成以元为单位、最多两位小数的数。");
        return null;
    }

    /// <summary>A citizen number; the sentence never repeats it.</summary>
    public IdentityNumber? Citizen(string column)
    {
        var text = Text(column);
        if (text.Length == 0)
        {
            return null;
        }

        var faults = IdentityNumber.TryParse(text, out var number);
        if (number is null)
        {
            Wrong(column, faults.HasFlag(IdentityFaults.Length) ? $"公民身份号码应为{IdentityNumber.Length}位；单元格请设为文本格式，否则末几位会变成0。"
                : faults.HasFlag(IdentityFaults.Characters) ? "公民身份号码应为17位数字加1位数字或大写X。"
                : faults.HasFlag(IdentityFaults.Date) ? "公民身份号码中的出生日期不存在。"
                : "公民身份号码的校验码不对，请核对是否抄错。");
        }

        return number;
    }

    /// <summary>One of the field's terms.</summary>
    public T? Term<T>(string column, IReadOnlyDictionary<string, T> terms) where T : struct
    {
        var text = Text(column);
        if (text.Length == 0)
        {
            return null;
        }

        if (terms.TryGetValue(text, out var found))
        {
            return found;
        }

        Wrong(column, $"不认识“{text}”，可填：{string.Join('、', terms.Keys)}。");
        return null;
    }

    /// <summary>Whether nothing was wrong with the row so far.</summary>
    public bool Sound => !_problems.Skip(_before).Any(problem => problem.Row == Number && problem.Sheet == _form.Name);
}
