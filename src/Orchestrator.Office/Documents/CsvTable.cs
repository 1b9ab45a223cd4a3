using System.Text;

namespace Orchestrator.Office.Documents;

/// <summary>
/// A table as CSV that Excel opens as it is: UTF-8 with BOM, quoted, CRLF. A cell that a spreadsheet would run as a
/// formula is written as text.
/// </summary>
public static class CsvTable
{
    public const string MediaType = "text/csv; charset=utf-8";

    public static byte[] Write(IEnumerable<IReadOnlyList<string?>> rows)
    {
        var text = new StringBuilder("\uFEFF");
        foreach (var row in rows)
        {
            text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Cell(string? value)
    {
        value ??= "";
        var start = value.AsSpan().TrimStart();
        // A leading = + - @, also in full width and after blanks or control characters, starts a formula.
        var dangerous = start.Length > 0 && start[0] is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠' && !decimal.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out _);
        if (dangerous || (value.Length > 0 && value[0] is '\t' or '\r' or '\n'))
        {
            value = "'" + value;
        }

        return $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
