using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using Orchestrator.Engine.Calendar;

namespace Orchestrator.Spreadsheets;

/// <summary>Writes one sheet row by row. Text is always text: a cell that begins like a formula stays what it says.</summary>
internal sealed class SheetWriter(OpenXmlWriter xml)
{
    // What one cell may hold in every spreadsheet program.
    private const int LongestText = 32_767;
    private const string Cut = "…（内容过长，已截断）";

    private readonly TimeZoneInfo _zone = WorkingCalendar.National.Zone;

    public void Write(Sheet sheet)
    {
        xml.WriteStartElement(new Worksheet());
        xml.WriteElement(new SheetViews(new SheetView(
            new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen })
        { WorkbookViewId = 0 }));
        xml.WriteElement(new Columns(sheet.Columns.Select((column, at) => new DocumentFormat.OpenXml.Spreadsheet.Column
        {
            Min = (uint)at + 1,
            Max = (uint)at + 1,
            Width = column.Width,
            CustomWidth = true,
        })));
        xml.WriteStartElement(new SheetData());
        var number = 1u;
        WriteRow(number, sheet.Columns.Select((column, at) => Text(at, number, column.Title, WorkbookStyle.Header)));
        foreach (var row in sheet.Rows)
        {
            number++;
            WriteRow(number, row.Select((value, at) => Cell(at, number, value)));
        }

        xml.WriteEndElement();
        xml.WriteElement(new AutoFilter { Reference = $"A1:{Letters(sheet.Columns.Count - 1)}{number}" });
        xml.WriteEndElement();
    }

    private void WriteRow(uint number, IEnumerable<Cell?> cells)
    {
        xml.WriteStartElement(new Row { RowIndex = number });
        foreach (var cell in cells.OfType<Cell>())
        {
            xml.WriteElement(cell);
        }

        xml.WriteEndElement();
    }

    private Cell? Cell(int column, uint row, object? value) => value switch
    {
        null or "" => null,
        string text => Text(column, row, text, BeginsLikeFormula(text) ? WorkbookStyle.Quoted : WorkbookStyle.Text),
        DateTimeOffset at => Number(column, row, TimeZoneInfo.ConvertTime(at, _zone).DateTime.ToOADate(), WorkbookStyle.Moment),
        DateOnly day => Number(column, row, day.ToDateTime(TimeOnly.MinValue).ToOADate(), WorkbookStyle.Day),
        IConvertible number => Number(column, row, number.ToDouble(CultureInfo.InvariantCulture), WorkbookStyle.Number),
        _ => throw new ArgumentException($"A cell cannot hold a {value.GetType().Name}.", nameof(value)),
    };

    private static Cell Text(int column, uint row, string text, WorkbookStyle style)
    {
        var kept = PlainText.ForXml(text);
        kept = kept.Length <= LongestText ? kept : PlainText.ForXml(kept[..(LongestText - Cut.Length)]) + Cut;
        return new Cell
        {
            CellReference = Letters(column) + row.ToString(CultureInfo.InvariantCulture),
            DataType = CellValues.InlineString,
            StyleIndex = (uint)style,
            InlineString = new InlineString(new Text(kept) { Space = SpaceProcessingModeValues.Preserve }),
        };
    }

    private static Cell Number(int column, uint row, double value, WorkbookStyle style) => new()
    {
        CellReference = Letters(column) + row.ToString(CultureInfo.InvariantCulture),
        StyleIndex = (uint)style,
        CellValue = new CellValue(value.ToString("R", CultureInfo.InvariantCulture)),
    };

    // An inline string is no formula; the quote keeps it so when somebody edits the cell.
    private static bool BeginsLikeFormula(string text)
    {
        var start = text.AsSpan().TrimStart();
        return start.Length > 0 && start[0] is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠';
    }

    private static string Letters(int column) => (column < 26 ? "" : Letters((column / 26) - 1)) + (char)('A' + (column % 26));
}
