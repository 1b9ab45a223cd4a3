using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Orchestrator.Spreadsheets;

/// <param name="Number">As the spreadsheet program counts rows, from 1.</param>
/// <param name="Cells">Text by column, from 0; empty cells are left out. Numbers and dates in invariant form (<c>2020-09-01</c>).</param>
public sealed record CellRow(int Number, IReadOnlyDictionary<int, string> Cells);

/// <param name="Rows">Those in which something is written.</param>
public sealed record CellSheet(string Name, IReadOnlyList<CellRow> Rows);

/// <summary>
/// Reads the cells of an .xlsx file. What a formula came to is taken for its value, as whoever wrote it saw it. A file that is
/// none, or that unfolds to more than <see cref="MostCharacters"/> in one part, has no sheets to read.
/// </summary>
public static class WorkbookReader
{
    /// <summary>Rows read of one sheet.</summary>
    public const int MostRows = 20_000;

    private const long MostCharacters = 60_000_000;

    // ECMA-376 §18.8.30: built-in formats that show days, the East Asian ones included.
    private static readonly HashSet<uint> DayFormats = [14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58];

    /// <summary>Null when the file cannot be read as a workbook; the reason is a Chinese sentence.</summary>
    public static (IReadOnlyList<CellSheet>? Sheets, string? Wrong) Read(Stream file)
    {
        try
        {
            using var document = SpreadsheetDocument.Open(file, false, new OpenSettings { MaxCharactersInPart = MostCharacters });
            var book = document.WorkbookPart ?? throw new InvalidDataException();
            var texts = book.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(item => item.InnerText).ToList() ?? [];
            var days = DayStyles(book);
            var sheets = new List<CellSheet>();
            foreach (var sheet in book.Workbook.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>().Where(sheet => sheet.Id is not null))
            {
                if (book.GetPartById(sheet.Id!) is WorksheetPart part)
                {
                    var rows = Rows(part, texts, days);
                    if (rows.Count > MostRows)
                    {
                        return (null, $"工作表“{sheet.Name?.Value}”超过{MostRows}行，请分成几个文件。");
                    }

                    sheets.Add(new(sheet.Name?.Value ?? "", rows));
                }
            }

            return (sheets, null);
        }
        catch (Exception unreadable) when (unreadable is OpenXmlPackageException or InvalidDataException or FileFormatException or System.Xml.XmlException or ArgumentException or FormatException or KeyNotFoundException)
        {
            return (null, "文件不能作为 Excel 工作簿（.xlsx）读取。请用 Excel 或 WPS 另存为 .xlsx 后再上传；设有打开密码的请先取消密码。");
        }
    }

    private static List<CellRow> Rows(WorksheetPart part, List<string> texts, HashSet<uint> days)
    {
        var rows = new List<CellRow>();
        var number = 0;
        foreach (var row in part.Worksheet.Descendants<Row>())
        {
            number = row.RowIndex is { } told ? (int)told.Value : number + 1;
            var (cells, column) = (new Dictionary<int, string>(), -1);
            foreach (var cell in row.Elements<Cell>())
            {
                column = cell.CellReference?.Value is { } reference ? Column(reference) : column + 1;
                if (Text(cell, texts, days) is { Length: > 0 } text)
                {
                    cells[column] = text;
                }
            }

            if (cells.Count > 0)
            {
                rows.Add(new(number, cells));
            }

            if (rows.Count > MostRows)
            {
                break;
            }
        }

        return rows;
    }

    private static string Text(Cell cell, List<string> texts, HashSet<uint> days)
    {
        var type = cell.DataType?.Value;
        if (type == CellValues.InlineString)
        {
            return cell.InlineString?.InnerText.Trim() ?? "";
        }

        var value = cell.CellValue?.InnerText ?? "";
        if (type == CellValues.SharedString)
        {
            return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < texts.Count ? texts[at].Trim() : "";
        }

        if (type is not null && type != CellValues.Number)
        {
            return value.Trim();
        }

        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? days.Contains(cell.StyleIndex?.Value ?? 0) && number is >= 1 and < 2_958_466
                ? DateTime.FromOADate(number).ToString(number % 1 == 0 ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
                // A number as it is shown: 0.1 is no 0.1000000000000000055.
                : Math.Abs(number) < 1e15 ? ((decimal)number).ToString("0.############", CultureInfo.InvariantCulture) : value
            : value.Trim();
    }

    private static HashSet<uint> DayStyles(WorkbookPart book)
    {
        var sheet = book.WorkbookStylesPart?.Stylesheet;
        var own = sheet?.NumberingFormats?.Elements<NumberingFormat>().Where(format => format.NumberFormatId is not null && ShowsDays(format.FormatCode?.Value ?? ""))
            .Select(format => format.NumberFormatId!.Value).ToHashSet() ?? [];
        return sheet?.CellFormats?.Elements<CellFormat>().Select((format, at) => (Id: format.NumberFormatId?.Value ?? 0, at))
            .Where(pair => DayFormats.Contains(pair.Id) || own.Contains(pair.Id)).Select(pair => (uint)pair.at).ToHashSet() ?? [];
    }

    // What stands in quotes or brackets is text, a colour or a locale.
    private static bool ShowsDays(string code)
    {
        var (quoted, bracketed) = (false, false);
        foreach (var letter in code)
        {
            quoted ^= letter == '"';
            bracketed = letter == '[' || (bracketed && letter != ']');
            if (!quoted && !bracketed && letter is 'y' or 'Y' or 'd' or 'D')
            {
                return true;
            }
        }

        return false;
    }

    private static int Column(string reference)
    {
        var column = 0;
        foreach (var letter in reference.TakeWhile(char.IsAsciiLetter))
        {
            column = (column * 26) + char.ToUpperInvariant(letter) - 'A' + 1;
        }

        return column - 1;
    }
}
